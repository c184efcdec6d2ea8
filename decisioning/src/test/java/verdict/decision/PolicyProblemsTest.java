package verdict.decision;

import static verdict.decision.Broken.broken;
import static verdict.decision.Samples.rule;
import static verdict.decision.Samples.rules;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of {@code policy.yaml}. */
class PolicyProblemsTest {
  private static final BundleText SMALL = BundleText.small();

  private static BundleText when(String when) {
    return SMALL.policy(rules(rule("R1", "REFER", when, "RR1", "Rule one")));
  }

  static Stream<Broken> policies() {
    return Stream.of(
        broken(
            "outcome",
            SMALL.policy(rules(rule("R1", "APPROVE", "true", "RR", "text"))),
            "policy.yaml:3",
            "'outcome' must be one of DECLINE, REFER"),
        broken(
            "reason code without text",
            SMALL.policy("rules:\n  - {id: R, outcome: REFER, when: 'true', reasonCode: RR}\n"),
            "policy.yaml:2",
            "key 'reasonText' is missing"),
        broken(
            "reason code with a blank text",
            SMALL.policy(rules(rule("R1", "REFER", "true", "RR", "''"))),
            "policy.yaml:6",
            "'reasonText' must be text that is not blank"),
        broken(
            "reason code with two texts",
            SMALL.policy(
                rules(
                    rule("R1", "REFER", "true", "RR", "one"),
                    rule("R2", "REFER", "true", "RR", "two"))),
            "policy.yaml:10",
            "reason code 'RR' has two texts, the other at policy.yaml:5"),
        broken(
            "id twice",
            SMALL.policy(
                rules(
                    rule("R1", "REFER", "true", "RR", "one"),
                    rule("R1", "REFER", "true", "RR", "one"))),
            "policy.yaml:7",
            "rule 'R1' stands twice, first at policy.yaml:2"),
        broken(
            "true without quotes",
            SMALL.policy(
                "rules:\n- {id: R, outcome: REFER, when: true, reasonCode: RR, reasonText: t}\n"),
            "policy.yaml:2",
            "'when' must be text, not true or false: put it in quotes, \"true\""),
        broken(
            "a rule that is none",
            SMALL.policy("rules:\n  - R1\n"),
            "policy.yaml:2",
            "'rules' must be a mapping with the keys id, outcome"),
        broken(
            "no list of rules",
            SMALL.policy("rules: none\n"),
            "policy.yaml:1",
            "'rules' must be a list, not text"),
        broken(
            "no rules at all",
            SMALL.policy("rules:\n"),
            "policy.yaml:1",
            "'rules' must be a list, not nothing"),
        broken(
            "not boolean",
            when("debts"),
            "policy.yaml:4",
            "rule R1, column 1 of its condition: gives a value of type wrapper(int), not true or false"),
        broken(
            "unknown attribute",
            when("employed && deebts > 1"),
            "policy.yaml:4",
            "rule R1, column 13 of its condition: unknown attribute or function 'deebts'; did you mean 'debts'?"),
        broken(
            "different types",
            when("debts == 'a'"),
            "policy.yaml:4",
            "column 7 of its condition: found no matching overload for '_==_'"),
        broken("no expression", when("debts > "), "policy.yaml:4", "rule R1, column"),
        broken(
            "no macros",
            when("[1].exists(x, true)"),
            "policy.yaml:4",
            "unknown attribute or function 'exists'",
            "policy.yaml:4",
            "unknown attribute or function 'x'"),
        broken(
            "in the second line of a block",
            SMALL.policy(
                "rules:\n  - id: R\n    outcome: REFER\n    when: |\n      employed &&\n        deebts > 1\n    reasonCode: RR\n    reasonText: t\n"),
            "policy.yaml:6",
            "rule R, column 3 of its condition: unknown attribute"),
        broken(
            "only syntax without declarations",
            when("deebts > > 1").without(BundleFile.BUNDLE),
            "bundle.yaml:1",
            "the file is missing",
            "policy.yaml:4",
            "rule R1, column 10"),
        broken(
            "no second error for a broken declaration",
            when("debts > 1 && note == 'x'").bundle("debts: {type: long}", "debts: {type: int}"),
            "bundle.yaml:16",
            "'type' must be one of"));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void a_problem_is_told_with_its_line_and_remedy(Broken broken) {
    broken.isRefusedAsExpected();
  }
}
