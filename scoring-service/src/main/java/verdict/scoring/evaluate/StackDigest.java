package verdict.scoring.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What may be told of an exception: classes and our own frames, root cause first, within a bound.
 * Exception messages stay out: they quote what they choke on, and that is an applicant's data.
 */
final class StackDigest {

  /** Longest digest in characters; all of them are ASCII but for exotic class names. */
  static final int TEXT_BOUND = 8 * 1024;

  private static final int CAUSES_BOUND = 16;
  private static final int FRAMES_BOUND = 24;
  private static final String OWN_PACKAGE = "verdict.";

  private StackDigest() {}

  /** One line for each cause's class, each followed by its own frames. */
  static String text(Throwable error) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause : rootFirst(error)) {
      text.append(cause.getClass().getName()).append('\n');
      ownFrames(cause).stream()
          .limit(FRAMES_BOUND)
          .forEach(frame -> text.append("  at ").append(frame).append('\n'));
      if (text.length() > TEXT_BOUND) {
        return text.substring(0, TEXT_BOUND);
      }
    }
    return text.toString();
  }

  /**
   * The root cause's uppermost frame in our code, without its line: the same bug keeps it across
   * releases.
   */
  static Optional<String> topOwnFrame(Throwable error) {
    return rootFirst(error).stream()
        .flatMap(cause -> ownFrames(cause).stream())
        .findFirst()
        .map(frame -> frame.getClassName() + "." + frame.getMethodName());
  }

  private static List<StackTraceElement> ownFrames(Throwable cause) {
    List<StackTraceElement> own = new ArrayList<>();
    for (StackTraceElement frame : cause.getStackTrace()) {
      if (frame.getClassName().startsWith(OWN_PACKAGE)) {
        own.add(frame);
      }
    }
    return own;
  }

  private static List<Throwable> rootFirst(Throwable error) {
    List<Throwable> chain = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable cause = error;
        cause != null && chain.size() < CAUSES_BOUND && seen.add(cause);
        cause = cause.getCause()) {
      chain.add(cause);
    }
    return chain.reversed();
  }
}
