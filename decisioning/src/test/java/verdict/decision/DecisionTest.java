package verdict.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static verdict.decision.Samples.application;
import static verdict.decision.Samples.decided;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {
  private final Bundle bundle = Samples.bundle();

  @Test
  void missing_attributes_take_their_missing_points_whether_absent_or_null() {
    Decided absent = decided(bundle.decide(application()));

    assertThat(absent.characteristics())
        .containsExactly(
            new CharacteristicScore("grade", "missing", -20, 0, "C1"),
            new CharacteristicScore("income", "missing", 0, 5, "C2"),
            new CharacteristicScore("amountMinor", "(-inf, 50000]", 20, 20, "C3"));
    assertThat(bundle.decide(application("grade", null, "income", null))).isEqualTo(absent);
  }

  @Test
  void every_characteristic_is_reported_with_its_bin_and_points() {
    Decided decided = decided(bundle.decide(application("grade", "a", "income", 1000.5)));

    assertThat(decided.score()).isEqualTo(525);
    assertThat(decided.characteristics())
        .extracting(CharacteristicScore::bin)
        .containsExactly("a", "(-inf, 1000.5]", "(-inf, 50000]");
  }

  @ParameterizedTest
  @CsvSource({"50000, 20", "50001, -30"})
  void a_bin_includes_its_upper_edge(long amount, int points) {
    Application application =
        new Application(
            "a", 1, "small-loan", amount, "EUR", 12, Samples.NOON, application().attributes());

    assertThat(decided(bundle.decide(application)).characteristics().getLast().points())
        .isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource({
    "525, 500, APPROVE",
    "526, 500, REFER",
    "535, 525, REFER",
    "535, 526, DECLINE",
    "525, 525, APPROVE"
  })
  void a_score_at_the_cut_off_is_on_its_better_side(int approve, int refer, Decision decision) {
    Bundle shifted =
        BundleText.small()
            .bundle(
                "{approveAtOrAbove: 520, referAtOrAbove: 500}",
                "{approveAtOrAbove: %d, referAtOrAbove: %d}".formatted(approve, refer))
            .compiled();

    Decided decided = decided(shifted.decide(application("grade", "a", "income", 10.0)));

    assertThat(decided.score()).isEqualTo(525);
    assertThat(decided.decision()).isEqualTo(decision);
    assertThat(decided.source()).isEqualTo(DecisionSource.SCORE);
    assertThat(decided.reasons().isEmpty()).isEqualTo(decision == Decision.APPROVE);
  }

  @Test
  void the_base_score_has_the_base_odds_and_pdo_points_double_them() {
    assertThat(new Scaling(20, 500, 1).probabilityOfDefault(500)).isCloseTo(1 / 2.0, within(1e-12));
    assertThat(new Scaling(20, 500, 1).probabilityOfDefault(520)).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(new Scaling(50, 600, 19).probabilityOfDefault(600))
        .isCloseTo(1 / 20.0, within(1e-12));
    assertThat(new Scaling(1, 0, 1).probabilityOfDefault(Integer.MIN_VALUE)).isEqualTo(1);
    assertThat(new Scaling(1, 0, 1).probabilityOfDefault(Integer.MAX_VALUE)).isEqualTo(0);
  }

  @Test
  void reasons_are_the_characteristics_below_their_baseline_furthest_first() {
    Decided decided = decided(bundle.decide(application("grade", "b", "income", 1.0)));

    assertThat(decided.score()).isEqualTo(505);
    assertThat(decided.reasons())
        .containsExactly(new Reason(1, "C1", "Grade"), new Reason(2, "C2", "Income"));
  }

  @Test
  void equal_shortfalls_keep_declaration_order_and_a_fifth_reason_is_left_out() {
    StringBuilder attributes = new StringBuilder("attributes:\n");
    StringBuilder characteristics = new StringBuilder("characteristics:\n");
    StringBuilder shares = new StringBuilder("characteristics:\n");
    // 0.3 - 0 and 10.3 - 10 are equal on paper; as doubles the second would be larger.
    List<String> baselines = List.of("0.1", "0.3", "10.3", "0.3", "7.0", "0.3", "0.0");
    for (int i = 0; i < baselines.size(); i++) {
      attributes.append("  x%d: {type: long}\n".formatted(i));
      shares.append("  x%d: {bins: [1], missing: 0}\n".formatted(i));
      characteristics.append(
          """
            - name: x%d
              reasonCode: X%d
              reasonText: text
              baselinePoints: %s
              bins: [{points: 900}]
              missing: {points: %d}
          """
              .formatted(i, i, baselines.get(i), i == 2 ? 10 : 0));
    }
    BundleText small = BundleText.small();
    Bundle tied =
        small
            .with(
                BundleFile.BUNDLE,
                small
                    .text(BundleFile.BUNDLE)
                    .replaceFirst("(?s)attributes:.*cutoffs", attributes + "cutoffs")
                    .replace("520", "900")
                    .replace("500}", "510}"))
            .with(
                BundleFile.SCORECARD,
                small
                    .text(BundleFile.SCORECARD)
                    .replaceFirst("(?s)characteristics:.*", characteristics.toString()))
            .with(
                BundleFile.BASELINE,
                small
                    .text(BundleFile.BASELINE)
                    .replaceFirst("(?s)characteristics:.*scores", shares + "scores"))
            .compiled();

    Decided decided = decided(tied.decide(application()));

    assertThat(decided.reasons()).extracting(Reason::code).containsExactly("X4", "X1", "X2", "X3");
    assertThat(decided.reasons()).extracting(Reason::rank).containsExactly(1, 2, 3, 4);
  }

  @Test
  void a_decline_rule_decides_alone_and_score_and_all_hits_are_still_reported() {
    Bundle ruled = withRules("REFER", "DECLINE", "DECLINE");

    Decided decided = decided(ruled.decide(application("grade", "a")));

    assertThat(decided.decision()).isEqualTo(Decision.DECLINE);
    assertThat(decided.source()).isEqualTo(DecisionSource.POLICY);
    assertThat(decided.reasons())
        .containsExactly(new Reason(1, "K1", "Text 1"), new Reason(2, "K2", "Text 2"));
    assertThat(decided.policyHits())
        .containsExactly(
            new PolicyHit("R0", Decision.REFER, "K0"),
            new PolicyHit("R1", Decision.DECLINE, "K1"),
            new PolicyHit("R2", Decision.DECLINE, "K2"));
    assertThat(decided.score()).isEqualTo(530);
  }

  @Test
  void a_refer_rule_turns_an_approval_into_a_referral_with_its_reason() {
    Decided decided = decided(withRules("REFER").decide(application("grade", "a")));

    assertThat(decided.decision()).isEqualTo(Decision.REFER);
    assertThat(decided.source()).isEqualTo(DecisionSource.POLICY);
    assertThat(decided.reasons()).containsExactly(new Reason(1, "K0", "Text 0"));
  }

  @Test
  void a_refer_rule_changes_nothing_but_an_approval() {
    Application referred = application("grade", "b", "income", 1.0);
    Decided plain = decided(bundle.decide(referred));
    Decided ruled = decided(withRules("REFER").decide(referred));

    assertThat(ruled.policyHits()).hasSize(1);
    assertThat(ruled.decision()).isEqualTo(Decision.REFER);
    assertThat(ruled.source()).isEqualTo(DecisionSource.SCORE);
    assertThat(ruled.reasons()).isEqualTo(plain.reasons());
  }

  @Test
  void rules_may_ask_for_the_time_of_submission() {
    Bundle old = Samples.ruled("DECLINE", "submittedAt < timestamp('2026-01-15T12:00:01Z')");
    Bundle young = Samples.ruled("DECLINE", "submittedAt.getFullYear() > 2026");

    assertThat(decided(old.decide(application())).policyHits()).hasSize(1);
    assertThat(decided(young.decide(application())).policyHits()).isEmpty();
  }

  @Test
  void a_double_compares_with_a_whole_number() {
    Bundle ruled = Samples.ruled("DECLINE", "income < 100");

    assertThat(decided(ruled.decide(application("income", 99.5))).policyHits()).hasSize(1);
    assertThat(decided(ruled.decide(application("income", 100.0))).policyHits()).isEmpty();
  }

  @Test
  void edges_can_type_their_columns_by_the_bundle() {
    assertThat(bundle.attributeNames())
        .containsExactly("debts", "employed", "grade", "income", "note");
    assertThat(bundle.attributeType("income")).contains(AttributeType.DOUBLE);
    assertThat(bundle.attributeType("employed")).contains(AttributeType.BOOLEAN);
    assertThat(bundle.attributeType("amountMinor")).isEmpty();
  }

  private static Bundle withRules(String... outcomes) {
    String[] rules = new String[outcomes.length];
    for (int i = 0; i < outcomes.length; i++) {
      rules[i] = Samples.rule("R" + i, outcomes[i], "amountMinor > 0", "K" + i, "Text " + i);
    }
    return BundleText.small().policy(Samples.rules(rules)).compiled();
  }
}
