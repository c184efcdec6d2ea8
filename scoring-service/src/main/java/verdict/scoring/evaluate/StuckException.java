package verdict.scoring.evaluate;

/** Where a thread was when it was given up; made for its stack, never thrown. */
final class StuckException extends Exception {

  private static final long serialVersionUID = 1;

  StuckException(StackTraceElement[] stack) {
    super("", null, false, true);
    setStackTrace(stack);
  }
}
