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
record Failure(ErrorCode code, String subject, String message, Optional<Throwable> cause) {

  static Failure of(ErrorCode code, String subject, String message) {
    return new Failure(code, subject, message, Optional.empty());
  }
}
