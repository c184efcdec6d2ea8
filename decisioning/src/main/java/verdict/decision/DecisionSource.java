package verdict.decision;

/** What decided: a policy rule, or the score against the cut-offs. */
public enum DecisionSource {
  POLICY,
  SCORE
}
