package verdict.scoring.engine;

/**
 * This session's consumer or producer is of no more use; a new session takes over from the
 * committed offsets.
 */
final class SessionLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SessionLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
