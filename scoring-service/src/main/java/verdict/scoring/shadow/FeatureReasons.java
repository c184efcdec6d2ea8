package verdict.scoring.shadow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import verdict.decision.Bundle;
import verdict.decision.BundleDefinition;
import verdict.decision.challenger.RiskFeature;
import verdict.wire.Reason;

/**
 * A bundle's words for its challenger's features: a feature speaks with the reason of the
 * characteristic that reads the same input. One that no characteristic reads has no approved words,
 * and shows in the contributions only. Made once for each bundle; immutable and thread-safe.
 */
final class FeatureReasons {

  private final Map<String, BundleDefinition.Characteristic> byFeature = new HashMap<>();

  FeatureReasons(Bundle bundle) {
    Map<String, BundleDefinition.Characteristic> byInput = new HashMap<>();
    bundle.definition().scorecard().characteristics().forEach(c -> byInput.put(c.name(), c));
    bundle.definition().challenger().stream()
        .flatMap(challenger -> challenger.features().stream())
        .filter(feature -> byInput.containsKey(feature.input()))
        .forEach(feature -> byFeature.put(feature.name(), byInput.get(feature.input())));
  }

  /** In the features' order, no code twice. */
  List<Reason> of(List<RiskFeature> features) {
    List<Reason> reasons = new ArrayList<>();
    Set<String> codes = new HashSet<>();
    for (RiskFeature feature : features) {
      BundleDefinition.Characteristic spoken = byFeature.get(feature.feature());
      if (spoken != null && codes.add(spoken.reasonCode())) {
        reasons.add(new Reason(reasons.size() + 1, spoken.reasonCode(), spoken.reasonText()));
      }
    }
    return reasons;
  }
}
