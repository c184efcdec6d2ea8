package verdict.decision;

import java.util.List;

/**
 * A decision with everything that explains it. Score, probability, hits and characteristics are
 * reported even when policy decides.
 *
 * @param decision what is decided
 * @param source what decided; the reasons come from the same source
 * @param score base points plus the points of every characteristic's bin
 * @param pd probability of default, 0 to 1: {@code 1 / (1 + e^((score - offset) / factor))}
 * @param reasons why not approved, strongest first: at most four from the score, or one for each
 *     deciding rule; none on an approval
 * @param policyHits every rule that fired, in the bundle's order, whether or not it decided
 * @param characteristics every characteristic of the scorecard, in the bundle's order
 */
public record Decided(
    Decision decision,
    DecisionSource source,
    int score,
    double pd,
    List<Reason> reasons,
    List<PolicyHit> policyHits,
    List<CharacteristicScore> characteristics)
    implements Verdict {

  public Decided {
    reasons = List.copyOf(reasons);
    policyHits = List.copyOf(policyHits);
    characteristics = List.copyOf(characteristics);
  }
}
