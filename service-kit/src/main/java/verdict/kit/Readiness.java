package verdict.kit;

/** What a health check answers. */
public sealed interface Readiness {
  /** All is well. */
  record Ready() implements Readiness {}

  /**
   * Not now.
   *
   * @param reason one line for the operator: what is missing and, if known, what to do; never an
   *     applicant's data
   */
  record NotReady(String reason) implements Readiness {}

  /** All is well. */
  static Readiness ready() {
    return new Ready();
  }

  /** Not now, because of {@code reason}. */
  static Readiness notReady(String reason) {
    return new NotReady(reason);
  }

  /** Ready if {@code condition} holds, else not ready because of {@code reason}. */
  static Readiness of(boolean condition, String reason) {
    return condition ? ready() : notReady(reason);
  }
}
