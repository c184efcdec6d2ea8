package verdict.scoring.shadow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import verdict.decision.Bundle;
import verdict.decision.BundleDefinition;
import verdict.decision.challenger.Assessment.Assessed;
import verdict.decision.challenger.RiskFeature;
import verdict.wire.Contribution;
import verdict.wire.LoanScore;
import verdict.wire.ModelRole;
import verdict.wire.Reason;

/** Turns the champion's event into the challenger's. */
final class ShadowEvents {

  private ShadowEvents() {}

  static LoanScore of(LoanScore.Builder champion, Bundle bundle, Assessed assessed) {
    return champion
        .setRole(ModelRole.CHALLENGER)
        .setPd(assessed.probabilityOfBad())
        .setReasons(reasons(bundle, assessed.riskRaising()))
        .setContributions(
            assessed.riskRaising().stream()
                .map(feature -> new Contribution(feature.feature(), feature.contribution()))
                .toList())
        .build();
  }

  /**
   * A feature speaks with the reason of the characteristic that reads the same input; one that no
   * characteristic reads has no approved words, and shows in the contributions only.
   */
  private static List<Reason> reasons(Bundle bundle, List<RiskFeature> features) {
    Map<String, String> inputs = new HashMap<>();
    bundle
        .definition()
        .challenger()
        .ifPresent(some -> some.features().forEach(f -> inputs.put(f.name(), f.input())));
    Map<String, BundleDefinition.Characteristic> characteristics = new HashMap<>();
    bundle
        .definition()
        .scorecard()
        .characteristics()
        .forEach(c -> characteristics.put(c.name(), c));
    List<Reason> reasons = new ArrayList<>();
    Set<String> codes = new HashSet<>();
    for (RiskFeature feature : features) {
      BundleDefinition.Characteristic spoken = characteristics.get(inputs.get(feature.feature()));
      if (spoken != null && codes.add(spoken.reasonCode())) {
        reasons.add(new Reason(reasons.size() + 1, spoken.reasonCode(), spoken.reasonText()));
      }
    }
    return reasons;
  }
}
