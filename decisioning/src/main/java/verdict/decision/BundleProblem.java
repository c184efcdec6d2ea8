package verdict.decision;

import java.util.Comparator;

/**
 * One thing that is wrong with a bundle.
 *
 * @param file the file, relative to the bundle's directory
 * @param line counted from 1; 1 for what concerns the file as a whole
 * @param message what is wrong and what to do
 */
public record BundleProblem(String file, int line, String message)
    implements Comparable<BundleProblem> {
  private static final Comparator<BundleProblem> ORDER =
      Comparator.comparing(BundleProblem::file)
          .thenComparingInt(BundleProblem::line)
          .thenComparing(BundleProblem::message);

  /** By file, line and message. */
  @Override
  public int compareTo(BundleProblem other) {
    return ORDER.compare(this, other);
  }

  /** {@code file:line: message}. */
  @Override
  public String toString() {
    return file + ":" + line + ": " + message;
  }
}
