package verdict.scoring.bundles;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import verdict.decision.Bundle;

/** A register in memory. */
final class KnownBundles implements BundleRegister {

  private final Map<String, String> hashes = new HashMap<>();
  private final Map<String, Integer> asked = new HashMap<>();

  @Override
  public Map<Bundle, String> register(Collection<Bundle> bundles) {
    Map<Bundle, String> others = new LinkedHashMap<>();
    for (Bundle bundle : bundles) {
      String key = bundle.name() + ":" + bundle.version();
      asked.merge(key, 1, Integer::sum);
      String first = hashes.putIfAbsent(key, bundle.hash());
      if (first != null && !first.equals(bundle.hash())) {
        others.put(bundle, first);
      }
    }
    return others;
  }

  /** How often each was brought. */
  Map<String, Integer> asked() {
    return asked;
  }
}
