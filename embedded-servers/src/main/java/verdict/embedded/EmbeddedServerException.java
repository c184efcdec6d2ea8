package verdict.embedded;

/**
 * An embedded server that could not start or stop; the message says what to do and needs no stack
 * to be understood.
 */
public final class EmbeddedServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedServerException(String message) {
    super(message);
  }

  EmbeddedServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
