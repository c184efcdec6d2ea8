package verdict.decision;

import java.util.Optional;

/**
 * An application that the bundle cannot decide; it becomes a letter. Neither {@code rule} nor
 * {@code message} ever holds one of its values.
 *
 * @param refusal what kind
 * @param rule the envelope field, the declared attribute or the policy rule that stands in the way
 * @param message what is wrong with it, for people
 * @param cause the rule's evaluation error, where there is one. Its own message may quote a value:
 *     show its class and frames only
 */
public record Refused(Refusal refusal, String rule, String message, Optional<Throwable> cause)
    implements Verdict {

  Refused(Refusal refusal, String rule, String message) {
    this(refusal, rule, message, Optional.empty());
  }

  /** Without the cause's own text, which may quote a value. */
  @Override
  public String toString() {
    return "Refused[" + refusal + ", " + rule + ": " + message + "]";
  }
}
