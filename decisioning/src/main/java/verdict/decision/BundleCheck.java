package verdict.decision;

import java.util.List;

/** What checking a bundle's directory gave. */
public sealed interface BundleCheck {

  /** Nothing is wrong. */
  record Sound(Bundle bundle) implements BundleCheck {}

  /**
   * It cannot be used.
   *
   * @param problems all of them, by file and line; never empty
   */
  record Broken(List<BundleProblem> problems) implements BundleCheck {
    public Broken {
      problems = List.copyOf(problems);
    }
  }
}
