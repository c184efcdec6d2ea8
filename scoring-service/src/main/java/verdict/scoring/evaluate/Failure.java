package verdict.scoring.evaluate;

import java.util.Optional;
import verdict.wire.ErrorCode;

/**
 * Why an input record has no decision.
 *
 * @param subject what failed, without its value: a field, an attribute or a rule's id; empty if an
 *     exception tells more
 * @param message for people, without applicants' data
 */
public record Failure(ErrorCode code, String subject, String message, Optional<Throwable> cause) {

  /** Something that the decision code never should let out. */
  static Failure thrown(Throwable cause) {
    return new Failure(
        ErrorCode.SCORING_FAILED,
        "",
        "the decision code threw " + cause.getClass().getName(),
        Optional.of(cause));
  }

  /** Evaluating it does not end well. */
  static Failure givenUp(ErrorCode code, StackTraceElement[] stack) {
    String message =
        switch (code) {
          case SCORING_TIMEOUT -> "the decision did not end within its deadline";
          case PROCESS_KILLED ->
              "the process ended whenever it evaluated this record, and does not try again";
          default -> throw new IllegalArgumentException("nothing is given up for " + code);
        };
    return new Failure(
        code,
        "",
        message,
        stack.length == 0 ? Optional.empty() : Optional.of(new StuckException(stack)));
  }

  static Failure of(ErrorCode code, String subject, String message) {
    return new Failure(code, subject, message, Optional.empty());
  }
}
