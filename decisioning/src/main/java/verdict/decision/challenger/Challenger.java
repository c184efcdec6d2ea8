package verdict.decision.challenger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import verdict.decision.Application;
import verdict.decision.challenger.Assessment.Assessed;
import verdict.decision.challenger.Assessment.Obstacle;
import verdict.decision.challenger.Assessment.Unassessed;

/**
 * One thread's copy of the model. <b>Not thread-safe</b>: it owns native memory and buffers, and
 * one booster shared by threads makes them wait for each other. Each worker opens its own and
 * closes it.
 *
 * <p>Never throws for what an application holds. What it allocates is its answer.
 */
public final class Challenger implements AutoCloseable {
  /** As many as a decision gives reasons: 12 CFR 1002.9(b)(2), official comment. */
  private static final int MAX_FEATURES = 4;

  private final FeatureReader[] readers;
  private final Booster booster;
  private final double[] contributions;
  private final int[] strongest = new int[MAX_FEATURES];

  Challenger(FeatureReader[] readers, Booster booster) {
    this.readers = readers;
    this.booster = booster;
    this.contributions = new double[readers.length];
  }

  /**
   * The probability alone, and no features: some ten times as fast as {@link #explain}.
   *
   * @throws IllegalStateException once closed
   */
  public Assessment assess(Application application) {
    Unassessed obstacle = fill(application);
    return obstacle != null ? obstacle : assessed(List.of());
  }

  /**
   * The probability and the features that raise it most: by contribution, descending, positive ones
   * only, ties in the model's order.
   *
   * @throws IllegalStateException once closed
   */
  public Assessment explain(Application application) {
    Unassessed obstacle = fill(application);
    if (obstacle != null) {
      return obstacle;
    }
    return booster.contributions(contributions)
        ? assessed(strongest())
        : failed("LightGBM gave no contributions");
  }

  private @Nullable Unassessed fill(Application application) {
    for (int i = 0; i < readers.length; i++) {
      double number = readers[i].read(application);
      if (number == FeatureReader.UNREADABLE) {
        return readers[i].explain(application);
      }
      booster.set(i, number);
    }
    return null;
  }

  private Assessment assessed(List<RiskFeature> riskRaising) {
    double probability = booster.probability();
    return probability >= 0 && probability <= 1
        ? new Assessed(probability, riskRaising)
        : failed("LightGBM gave no probability");
  }

  private static Unassessed failed(String message) {
    return new Unassessed(Obstacle.NATIVE_FAILURE, "", message);
  }

  private List<RiskFeature> strongest() {
    int count = 0;
    for (int i = 0; i < contributions.length; i++) {
      if (!(contributions[i] > 0)) {
        continue;
      }
      int place = count;
      while (place > 0 && contributions[strongest[place - 1]] < contributions[i]) {
        place--;
      }
      if (place < MAX_FEATURES) {
        count = Math.min(count + 1, MAX_FEATURES);
        System.arraycopy(strongest, place, strongest, place + 1, count - 1 - place);
        strongest[place] = i;
      }
    }
    List<RiskFeature> features = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      features.add(new RiskFeature(readers[strongest[i]].name(), contributions[strongest[i]]));
    }
    return features;
  }

  /** Frees the native memory. Once is enough, twice does no harm. */
  @Override
  public void close() {
    booster.close();
  }
}
