package verdict.decision;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The compiled scorecard: score = base points + the points of every characteristic's bin. */
final class Scorecard {
  private final int basePoints;
  private final Scaling scaling;
  private final Characteristic[] characteristics;

  Scorecard(int basePoints, Scaling scaling, List<Characteristic> characteristics) {
    this.basePoints = basePoints;
    this.scaling = scaling;
    this.characteristics = characteristics.toArray(Characteristic[]::new);
  }

  int basePoints() {
    return basePoints;
  }

  /** One application's score, with the bin of each characteristic. */
  record Scored(int score, double pd, List<Characteristic.Bin> bins) {
    List<CharacteristicScore> characteristics() {
      CharacteristicScore[] scores = new CharacteristicScore[bins.size()];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = bins.get(i).score();
      }
      return List.of(scores);
    }

    List<Reason> reasons() {
      return ReasonRanking.strongest(bins);
    }
  }

  Scored score(@Nullable Object[] slots) {
    Characteristic.Bin[] bins = new Characteristic.Bin[characteristics.length];
    int score = basePoints;
    for (int i = 0; i < bins.length; i++) {
      bins[i] = characteristics[i].bin(slots);
      score += bins[i].score().points();
    }
    return new Scored(score, scaling.probabilityOfDefault(score), Arrays.asList(bins));
  }
}
