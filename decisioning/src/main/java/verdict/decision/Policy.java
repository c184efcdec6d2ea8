package verdict.decision;

import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bundle's rules, compiled. Every rule runs on every application: all hits are reported, and a
 * rule that fails refuses the application even if another one has already declined it. A broken
 * rule is never a silent false.
 */
final class Policy {
  private final Inputs inputs;
  private final List<Rule> rules;

  Policy(Inputs inputs, List<Rule> rules) {
    this.inputs = inputs;
    this.rules = List.copyOf(rules);
  }

  /** What the rules say of one application. */
  sealed interface Outcome {}

  /** The rules that fired, in the bundle's order. */
  record Fired(List<Rule> rules) implements Outcome {
    List<PolicyHit> hits() {
      List<PolicyHit> hits = new ArrayList<>(rules.size());
      for (Rule rule : rules) {
        hits.add(rule.hit());
      }
      return hits;
    }

    boolean any(Decision outcome) {
      for (Rule rule : rules) {
        if (rule.hit().outcome() == outcome) {
          return true;
        }
      }
      return false;
    }

    /**
     * The codes of the rules that ask for this outcome; a code that two of them share stands once.
     */
    List<Reason> reasons(Decision outcome) {
      Map<String, Reason> byCode = new LinkedHashMap<>();
      for (Rule rule : rules) {
        if (rule.hit().outcome() == outcome) {
          String code = rule.hit().reasonCode();
          byCode.putIfAbsent(code, new Reason(byCode.size() + 1, code, rule.reasonText()));
        }
      }
      return List.copyOf(byCode.values());
    }
  }

  /** A rule failed: the application is refused. */
  record Failed(Refused refused) implements Outcome {}

  Outcome evaluate(@Nullable Object[] slots) {
    SlotVariables variables = new SlotVariables(inputs, slots);
    List<Rule> fired = List.of();
    for (Rule rule : rules) {
      Object answer;
      try {
        answer = rule.program().eval(variables);
      } catch (CelEvaluationException e) {
        return failed(rule, "failed (" + e.getErrorCode() + ")", Optional.of(e));
      }
      if (!(answer instanceof Boolean hit)) {
        return failed(rule, "gave no boolean", Optional.empty());
      }
      if (hit) {
        fired = fired.isEmpty() ? new ArrayList<>() : fired;
        fired.add(rule);
      }
    }
    return new Fired(fired);
  }

  private static Failed failed(Rule rule, String what, Optional<Throwable> cause) {
    String id = rule.hit().ruleId();
    return new Failed(new Refused(Refusal.POLICY_FAILED, id, "rule " + id + " " + what, cause));
  }
}
