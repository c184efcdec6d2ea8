package verdict.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a bundle as a whole and compiles it: attributes to slots, rules to programs, bins to
 * arrays.
 */
final class BundleCompiler {
  private final Problems problems;

  BundleCompiler(Problems problems) {
    this.problems = problems;
  }

  /** The bundle; of no use if there are problems. */
  Bundle compile(BundleDefinition definition) {
    checkReasonCodes(definition);
    checkRuleIds(definition.policy());
    Cutoffs cutoffs = definition.cutoffs();
    if (cutoffs.referAtOrAbove() > cutoffs.approveAtOrAbove()) {
      problems.add("cutoffs", "out of order: referAtOrAbove lies above approveAtOrAbove");
    }
    Envelope envelope =
        new Envelope(
            definition.product(),
            definition.currency(),
            definition.amountMinor(),
            definition.termMonths());
    Inputs inputs = new Inputs(envelope, attributes(definition.attributes()));
    Policy policy = new PolicyCompiler(inputs, problems).compile(definition.policy());
    Scorecard scorecard = new ScorecardCompiler(inputs, problems).compile(definition.scorecard());
    return new Bundle(definition, inputs, policy, scorecard);
  }

  private static List<Attribute> attributes(List<BundleDefinition.Attribute> definitions) {
    List<Attribute> attributes = new ArrayList<>();
    for (BundleDefinition.Attribute definition : definitions) {
      Optional<Set<String>> values = definition.values().map(Set::copyOf);
      attributes.add(new Attribute(definition.name(), definition.type(), values));
    }
    return attributes;
  }

  private void checkRuleIds(List<BundleDefinition.Rule> rules) {
    Set<String> ids = new HashSet<>();
    for (BundleDefinition.Rule rule : rules) {
      if (!ids.add(rule.id())) {
        problems.add(rule.path() + ".id", "rule " + rule.id() + " stands twice");
      }
    }
  }

  /**
   * A code means one thing: two rules may share it, with one text; a characteristic has its own.
   */
  private void checkReasonCodes(BundleDefinition definition) {
    Map<String, String> texts = new HashMap<>();
    for (BundleDefinition.Rule rule : definition.policy()) {
      String other = texts.putIfAbsent(rule.reasonCode(), rule.reasonText());
      if (other != null && !other.equals(rule.reasonText())) {
        problems.add(
            rule.path() + ".reasonText", "reason code " + rule.reasonCode() + " has two texts");
      }
    }
    for (BundleDefinition.Characteristic characteristic :
        definition.scorecard().characteristics()) {
      if (texts.putIfAbsent(characteristic.reasonCode(), characteristic.reasonText()) != null) {
        problems.add(
            characteristic.path() + ".reasonCode",
            "reason code " + characteristic.reasonCode() + " is used twice");
      }
    }
  }
}
