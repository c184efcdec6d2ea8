package verdict.decision.challenger;

/**
 * One feature that raises the risk.
 *
 * @param feature the model's name for it
 * @param contribution what it adds to the log-odds of bad against the average of the training
 *     sample (SHAP, Lundberg et al. 2018, arXiv:1802.03888); positive
 */
public record RiskFeature(String feature, double contribution) {}
