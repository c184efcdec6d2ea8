package verdict.decision;

import java.util.List;

/** A bundle that cannot be used, with everything that is wrong with it. */
public final class BundleException extends RuntimeException {
  private final List<String> problems;

  BundleException(String source, List<String> problems) {
    super(
        "%s: %d %s%n  %s"
            .formatted(
                source,
                problems.size(),
                problems.size() == 1 ? "problem" : "problems",
                String.join(System.lineSeparator() + "  ", problems)));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, one line each: {@code where in the file: what is wrong}. Never empty. */
  public List<String> problems() {
    return problems;
  }
}
