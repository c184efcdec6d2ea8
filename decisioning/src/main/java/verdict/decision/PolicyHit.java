package verdict.decision;

/**
 * One policy rule that fired.
 *
 * @param ruleId the rule's id in the bundle
 * @param outcome what the rule asks for: DECLINE or REFER
 * @param reasonCode the rule's reason code
 */
public record PolicyHit(String ruleId, Decision outcome, String reasonCode) {}
