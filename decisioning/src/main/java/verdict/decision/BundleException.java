package verdict.decision;

import java.util.List;

/** A bundle that cannot be used, with everything that is wrong with it. */
public final class BundleException extends RuntimeException {
  private final List<String> problems;

  /**
   * @param problems texts or {@link BundleProblem}s, in the order in which to tell them
   */
  public BundleException(String source, List<?> problems) {
    this(problems.stream().map(Object::toString).toList(), source);
  }

  private BundleException(List<String> problems, String source) {
    super(
        "%s: %d %s%n  %s"
            .formatted(
                source,
                problems.size(),
                problems.size() == 1 ? "problem" : "problems",
                String.join(System.lineSeparator() + "  ", problems)));
    this.problems = problems;
  }

  /** Every problem, one line each: {@code file:line: what is wrong and what to do}. Never empty. */
  public List<String> problems() {
    return problems;
  }
}
