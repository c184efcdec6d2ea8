package verdict.app.submit;

import java.util.ArrayList;
import java.util.List;

/** Counts answers, and keeps the first that were not an acceptance. Thread-safe. */
public final class Answers {

  /** Most problems that are kept word for word. */
  private static final int PROBLEMS_BOUND = 20;

  private final List<String> problems = new ArrayList<>();
  private long accepted;
  private long rejected;
  private long unanswered;

  public synchronized void add(Answer answer) {
    switch (answer) {
      case Answer.Accepted taken -> accepted++;
      case Answer.Rejected refused -> {
        rejected++;
        keep(
            "%s: HTTP %d %s"
                .formatted(named(refused.applicationId()), refused.status(), refused.problem()));
      }
      case Answer.Unanswered open -> {
        unanswered++;
        keep(
            "%s: no answer (%s); it may or may not have been accepted"
                .formatted(named(open.applicationId()), open.reason()));
      }
    }
  }

  private void keep(String problem) {
    if (problems.size() < PROBLEMS_BOUND) {
      problems.add(problem);
    } else if (problems.size() == PROBLEMS_BOUND) {
      problems.add("and more");
    }
  }

  private static String named(String applicationId) {
    return applicationId.isEmpty() ? "an application without id" : applicationId;
  }

  public synchronized long total() {
    return accepted + rejected + unanswered;
  }

  public synchronized long accepted() {
    return accepted;
  }

  public synchronized long rejected() {
    return rejected;
  }

  public synchronized long unanswered() {
    return unanswered;
  }

  /** The first answers that were not an acceptance. */
  public synchronized List<String> problems() {
    return List.copyOf(problems);
  }
}
