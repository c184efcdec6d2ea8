package verdict.decision;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with one bundle, so that all of it is told at once. Confined to the
 * loading thread.
 */
final class Problems {
  private final List<String> found = new ArrayList<>();

  void add(String where, String what) {
    found.add(where + ": " + what);
  }

  int count() {
    return found.size();
  }

  void throwIfAny(String source) {
    if (!found.isEmpty()) {
      throw new BundleException(source, found);
    }
  }
}
