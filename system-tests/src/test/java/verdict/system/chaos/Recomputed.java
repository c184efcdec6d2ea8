package verdict.system.chaos;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;
import verdict.decision.Bundles;
import verdict.scoring.evaluate.Evaluator;
import verdict.testkit.OutcomeVerifier.Recomputation;
import verdict.wire.ConsumerGroups;
import verdict.wire.ErrorCode;

/** What a record must come to, computed here. */
final class Recomputed {

  private Recomputed() {}

  static Recomputation byShippedBundle() {
    Evaluator evaluator = evaluator();
    return (input, source) -> evaluator.evaluate(input, source).output();
  }

  /** The same, where decision code never ends, or ends the process, for some applications. */
  static Recomputation givingUp(ErrorCode code, Predicate<String> keys) {
    Evaluator evaluator = evaluator();
    return (input, source) ->
        keys.test(TroubledScoring.key(input))
            ? evaluator.giveUp(input, source, code, 1, new StackTraceElement[0]).output()
            : evaluator.evaluate(input, source).output();
  }

  private static Evaluator evaluator() {
    Bundles bundles = Bundles.shipped();
    return new Evaluator(
        () -> bundles, ConsumerGroups.SCORING, "test", InstantSource.fixed(Instant.EPOCH));
  }
}
