package verdict.decision.challenger;

import java.util.List;

/** A model that cannot be used, with everything that is wrong with it. */
public final class ChallengerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  ChallengerException(List<String> problems) {
    super("the challenger cannot be used: " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  ChallengerException(String problem) {
    this(List.of(problem));
  }

  ChallengerException(String problem, Throwable cause) {
    this(problem);
    initCause(cause);
  }

  /** Every problem, one line each. Never empty. */
  public List<String> problems() {
    return problems;
  }
}
