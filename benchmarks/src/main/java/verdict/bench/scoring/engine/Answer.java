package verdict.bench.scoring.engine;

import java.util.Optional;

/**
 * A line that a process says to the driver. Whatever else writes to its standard output, the JVM
 * itself for one, has no such mark and is not listened to.
 */
public final class Answer {

  private static final String MARK = "verdict-bench> ";

  private Answer() {}

  /** From any thread. */
  public static void say(String text) {
    synchronized (System.out) {
      System.out.println(MARK + text);
      System.out.flush();
    }
  }

  /** What was said with this line; empty if somebody else wrote it. */
  public static Optional<String> of(String line) {
    return line.startsWith(MARK) ? Optional.of(line.substring(MARK.length())) : Optional.empty();
  }
}
