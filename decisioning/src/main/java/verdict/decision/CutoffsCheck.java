package verdict.decision;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import verdict.decision.BundleDefinition.Bin;
import verdict.decision.BundleDefinition.Characteristic;
import verdict.decision.BundleDefinition.Scorecard;

/** Checks that each cut-off lies among the scores that the scorecard can give. */
final class CutoffsCheck {
  private final Scorecard scorecard;
  private final Problems problems;

  CutoffsCheck(Scorecard scorecard, Problems problems) {
    this.scorecard = scorecard;
    this.problems = problems;
  }

  void check(TermsReader.PlacedCutoffs cutoffs) {
    check("approveAtOrAbove", cutoffs.cutoffs().approveAtOrAbove(), cutoffs.approve());
    check("referAtOrAbove", cutoffs.cutoffs().referAtOrAbove(), cutoffs.refer());
  }

  private void check(String name, int cutoff, Place place) {
    int highest = scorecard.basePoints() + sum(points -> points);
    int lowest = scorecard.basePoints() - sum(points -> -points);
    if (cutoff > highest) {
      problems.add(
          place,
          "%s, %d, is out of reach: the highest score is %d; lower it"
              .formatted(name, cutoff, highest));
    } else if (cutoff < lowest) {
      problems.add(
          place,
          "%s, %d, parts nobody: the lowest score is %d; raise it, to that if nobody is meant to score below"
              .formatted(name, cutoff, lowest));
    }
  }

  /** The sum of each characteristic's largest points, each taken by the given sign. */
  private int sum(IntUnaryOperator signed) {
    return scorecard.characteristics().stream()
        .mapToInt(characteristic -> points(characteristic).map(signed).max().orElse(0))
        .sum();
  }

  private static IntStream points(Characteristic characteristic) {
    return IntStream.concat(
        characteristic.bins().stream().mapToInt(Bin::points),
        Stream.of(characteristic.missing(), characteristic.other())
            .flatMapToInt(special -> special.stream().mapToInt(points -> points)));
  }
}
