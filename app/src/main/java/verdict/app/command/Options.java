package verdict.app.command;

import java.util.ArrayList;
import java.util.List;
import verdict.kit.ConfigurationException;

/** What options must hold beyond their types: every problem is collected, then all are told. */
final class Options {

  private final List<String> problems = new ArrayList<>();

  Options require(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
    return this;
  }

  /**
   * @throws ConfigurationException listing all problems, if there are any
   */
  void check() {
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }
}
