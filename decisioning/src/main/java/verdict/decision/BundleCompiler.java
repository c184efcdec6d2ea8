package verdict.decision;

import verdict.decision.BundleDefinition.Terms;

/** Compiles a checked bundle: attributes to slots, rules to programs, bins to arrays. */
final class BundleCompiler {
  private BundleCompiler() {}

  static Bundle compile(BundleDefinition definition) {
    Terms terms = definition.terms();
    Envelope envelope =
        new Envelope(terms.product(), terms.currency(), terms.amountMinor(), terms.termMonths());
    Inputs inputs =
        new Inputs(
            envelope, new AttributeCompiler(definition.scorecard()).compile(terms.attributes()));
    Policy policy = new PolicyCompiler(inputs).compile(definition.policy());
    Scorecard scorecard = new ScorecardCompiler(terms, inputs).compile(definition.scorecard());
    return new Bundle(definition, inputs, policy, scorecard);
  }
}
