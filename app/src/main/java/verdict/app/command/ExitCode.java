package verdict.app.command;

/** What a command's end means to the script that called it. */
final class ExitCode {

  static final int DONE = 0;
  static final int NO = 1;
  static final int USAGE = 2;
  static final int UNREACHABLE = 3;
  static final int BUG = 70;

  /** As of a process that SIGINT ended. */
  static final int STOPPED = 130;

  private ExitCode() {}
}
