package verdict.scoring.engine;

/**
 * Going on would break a guarantee, and only an operator can mend it; the message says what and
 * how.
 */
final class EngineStopException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EngineStopException(String message) {
    super(message);
  }
}
