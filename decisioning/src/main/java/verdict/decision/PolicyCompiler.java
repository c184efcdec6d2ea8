package verdict.decision;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compiles checked rules to programs. */
final class PolicyCompiler {
  private final Inputs inputs;
  private final RuleLanguage language;

  PolicyCompiler(Inputs inputs) {
    this.inputs = inputs;
    Map<String, CelType> types = new LinkedHashMap<>();
    for (Attribute attribute : inputs.attributes()) {
      types.put(attribute.name(), RuleLanguage.type(attribute.type()));
    }
    this.language = new RuleLanguage(types);
  }

  Policy compile(List<BundleDefinition.Rule> definitions) {
    List<Rule> rules = new ArrayList<>();
    for (BundleDefinition.Rule definition : definitions) {
      PolicyHit hit = new PolicyHit(definition.id(), definition.outcome(), definition.reasonCode());
      try {
        rules.add(
            new Rule(
                definition.reasonText(), hit, language.program(language.check(definition.when()))));
      } catch (CelValidationException | CelEvaluationException e) {
        throw new IllegalStateException("rule " + definition.id() + " passed its check", e);
      }
    }
    return new Policy(inputs, rules);
  }
}
