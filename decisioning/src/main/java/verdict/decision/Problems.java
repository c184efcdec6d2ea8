package verdict.decision;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with one bundle, so that all of it is told at once. Confined to the
 * loading thread.
 */
final class Problems {
  private final List<BundleProblem> found = new ArrayList<>();

  void add(Place place, String what) {
    found.add(new BundleProblem(place.file().path(), place.line(), what));
  }

  int count() {
    return found.size();
  }

  /** By file and line, each once. */
  List<BundleProblem> all() {
    return found.stream().sorted().distinct().toList();
  }
}
