package verdict.decision;

/**
 * Where the score decides. A score equal to a cut-off is on its better side.
 *
 * @param approveAtOrAbove approve from this score on
 * @param referAtOrAbove refer from this score on, up to the other; decline below. At most {@code
 *     approveAtOrAbove}; equal: nothing is referred by score
 */
public record Cutoffs(int approveAtOrAbove, int referAtOrAbove) {

  Decision decide(int score) {
    if (score >= approveAtOrAbove) {
      return Decision.APPROVE;
    }
    return score >= referAtOrAbove ? Decision.REFER : Decision.DECLINE;
  }
}
