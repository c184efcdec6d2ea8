package verdict.system.chaos;

import java.time.Instant;
import java.time.InstantSource;
import verdict.decision.Bundles;
import verdict.scoring.evaluate.Evaluator;
import verdict.testkit.OutcomeVerifier.Recomputation;
import verdict.wire.ConsumerGroups;

/** What a record must come to, computed here. */
final class Recomputed {

  private Recomputed() {}

  static Recomputation byShippedBundle() {
    Bundles bundles = Bundles.shipped();
    Evaluator evaluator =
        new Evaluator(
            () -> bundles, ConsumerGroups.SCORING, "test", InstantSource.fixed(Instant.EPOCH));
    return (input, source) -> evaluator.evaluate(input, source).output();
  }
}
