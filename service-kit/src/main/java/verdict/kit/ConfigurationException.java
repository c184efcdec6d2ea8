package verdict.kit;

import java.util.List;

/**
 * The configuration cannot be used. The command prints the problems, without a stack trace, and
 * exits 2.
 */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /**
   * @param problems at least one; each a line that says what was given, what is allowed and where
   *     it came from
   */
  public ConfigurationException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a configuration without problems is no exception");
    }
    this.problems = List.copyOf(problems);
  }

  /** Every problem found, one line each, never a secret's value. */
  public List<String> problems() {
    return problems;
  }
}
