package verdict.kit;

/**
 * Something that a service needs did not answer in time. The command prints the message, without a
 * stack trace, and exits 3.
 */
public final class UnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line: what was needed, where it was looked for, how long it was waited for,
   *     what to check
   */
  public UnreachableException(String message) {
    super(message);
  }
}
