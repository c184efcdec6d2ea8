package verdict.decision;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import verdict.decision.BundleDefinition.Rule;
import verdict.decision.yaml.YamlNode;

/** Reads {@code policy.yaml} and type-checks its rules. */
final class PolicyReader {
  private static final int MAX_RULES = 1_000;
  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern NO_BOOLEAN =
      Pattern.compile("expected type 'bool' but found '(.*)'");

  private final Declared declared;
  private final ReasonCodes reasonCodes;
  private final Problems problems;
  private final RuleLanguage language;

  PolicyReader(Declared declared, ReasonCodes reasonCodes, Problems problems) {
    this.declared = declared;
    this.reasonCodes = reasonCodes;
    this.problems = problems;
    Map<String, CelType> types = new LinkedHashMap<>();
    for (String name : declared.names()) {
      if (!Inputs.isEnvelopeField(name)) {
        types.put(
            name,
            declared
                .find(name)
                .<CelType>map(attribute -> RuleLanguage.type(attribute.type()))
                .orElse(SimpleType.DYN));
      }
    }
    this.language = new RuleLanguage(types);
  }

  List<Rule> read(Fields fields) {
    List<Rule> rules = new ArrayList<>();
    Map<String, Place> ids = new HashMap<>();
    List<Value> items = fields.items("rules");
    if (items.size() > MAX_RULES) {
      problems.add(fields.place("rules"), "more than " + MAX_RULES + " rules");
    }
    for (Value item : items) {
      item.fields(Shape.RULE).ifPresent(rule -> rules.add(rule(rule, ids)));
    }
    return rules;
  }

  private Rule rule(Fields fields, Map<String, Place> ids) {
    Rule rule =
        new Rule(
            fields.text("id", Fields.NAME),
            fields
                .value("outcome")
                .map(value -> value.choice(List.of(Decision.DECLINE, Decision.REFER), false))
                .orElse(Decision.DECLINE),
            fields.text("when"),
            fields.text("reasonCode", Fields.NAME),
            fields.text("reasonText"),
            fields.optionalText("description"));
    if (!rule.id().isEmpty()) {
      Place first = ids.putIfAbsent(rule.id(), fields.place("id"));
      if (first != null) {
        problems.add(
            fields.place("id"),
            "rule '" + rule.id() + "' stands twice, first at " + first + ": give it another id");
      }
    }
    reasonCodes.ofRule(rule.reasonCode(), rule.reasonText(), fields.place("reasonCode"));
    if (!rule.when().isEmpty()) {
      fields.value("when").ifPresent(value -> check(rule, value));
    }
    return rule;
  }

  private void check(Rule rule, Value when) {
    try {
      if (declared.readable()) {
        var unused = language.program(language.check(rule.when()));
      } else {
        var unused = language.parse(rule.when());
      }
    } catch (CelValidationException e) {
      e.getErrors().forEach(issue -> report(rule, when, issue));
    } catch (CelEvaluationException e) {
      when.problem("of rule " + rule.id() + " cannot be run: " + e.getMessage());
    }
  }

  private void report(Rule rule, Value when, CelIssue issue) {
    int below = Math.max(0, issue.getSourceLocation().getLine() - 1);
    int first = when.node() instanceof YamlNode.Scalar text ? text.firstLine() : when.node().line();
    problems.add(
        new Place(when.file(), first + below),
        "rule %s, column %d of its condition: %s"
            .formatted(
                rule.id(),
                issue.getSourceLocation().getColumn() + 1,
                inPlainWords(issue.getMessage())));
  }

  private String inPlainWords(String message) {
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      String name = undeclared.group(1);
      return "unknown attribute or function '%s'%s"
          .formatted(name, Nearest.question(name, declared.names()));
    }
    Matcher noBoolean = NO_BOOLEAN.matcher(message);
    if (noBoolean.matches()) {
      return "gives a value of type %s, not true or false: compare it with something"
          .formatted(noBoolean.group(1));
    }
    return message;
  }
}
