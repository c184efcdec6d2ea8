package verdict.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A bundle written by hand from docs/bundles.md alone: another currency, negative numbers, missing
 * and other values, every kind of edge, reasons against the cut-off.
 */
class OverdraftTest {
  private final Bundle bundle = BundleText.packaged("/verdict/decision/overdraft/").compiled();

  private Verdict decide(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> attributes = new HashMap<>();
    attributes.put("balance_trend", 0L);
    attributes.put("region", "no region");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      attributes.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return bundle.decide(
        new Application("o-1", 1, "overdraft", 1_500_000, "NOK", 12, Samples.NOON, attributes));
  }

  private CharacteristicScore scored(String name, Object value) {
    return Samples.decided(decide(name, value)).characteristics().stream()
        .filter(score -> score.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-1e300; (-inf, -10000); -40",
        "-10000.01; (-inf, -10000); -40",
        "-10000; [-10000, -0.5]; -15",
        "-0.5; [-10000, -0.5]; -15",
        "-0.4999; (-0.5, 2500.25); 3",
        "-0.0; (-0.5, 2500.25); 3",
        "2500.2499; (-0.5, 2500.25); 3",
        "2500.25; [2500.25, +inf); 30"
      })
  void an_edge_belongs_to_the_side_that_says_so(double balance, String bin, int points) {
    // The rule on deep overdrafts fires on some of them; the score is reported all the same.
    assertThat(scored("mean_balance", balance))
        .isEqualTo(new CharacteristicScore("mean_balance", bin, points, -1.5, "S1"));
  }

  @ParameterizedTest
  @CsvSource({"-100, -12", "-20, -12", "-19, 0", "19, 0", "20, 9", "100, 9"})
  void whole_numbers_may_be_parted_between_two_neighbours(long trend, int points) {
    assertThat(scored("balance_trend", trend).points()).isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource({"0, -20", "89, -20", "90, -3", "364, -3", "365, 4", "9998, 4", "9999, -3", "-1, -3"})
  void what_a_gap_leaves_and_what_the_range_forbids_scores_as_other(long days, int points) {
    assertThat(scored("days_since_reminder", days).points()).isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource({"teacher, 8", "student, -6", "astronaut, 0", "'', 0"})
  void a_text_never_seen_scores_as_other(String occupation, int points) {
    assertThat(scored("occupation", occupation).points()).isEqualTo(points);
  }

  @Test
  void a_value_outside_the_declared_ones_is_taken_where_other_is_scored() {
    assertThat(scored("region", "abroad").bin()).isEqualTo("other");
    assertThat(scored("region", "no region").bin()).isEqualTo("other");
  }

  @Test
  void a_missing_value_takes_its_bin_and_a_missing_required_one_refuses_the_application() {
    Decided decided = Samples.decided(decide());
    assertThat(
            decided.characteristics().stream()
                .collect(Collectors.toMap(CharacteristicScore::name, CharacteristicScore::points)))
        .containsAllEntriesOf(
            Map.of("mean_balance", -10, "occupation", -2, "days_since_reminder", 10));

    Refused refused = Samples.refused(decide("balance_trend", null));
    assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_ATTRIBUTE);
    assertThat(refused.rule()).isEqualTo("balance_trend");
    assertThat(refused.message())
        .isEqualTo("attribute balance_trend is missing, and the bundle requires it");
  }

  @ParameterizedTest
  @CsvSource({"-101", "101"})
  void a_closed_attribute_refuses_what_lies_beyond_its_range(long trend) {
    assertThat(Samples.refused(decide("balance_trend", trend)).message())
        .isEqualTo("attribute balance_trend has a value that the bundle does not allow");
  }

  @Test
  void reasons_are_measured_against_the_cut_off() {
    // 280 - 40 + 0 + 0 + 0 - 3 + 5 = 242; the amount's 5 points lie above its 0 at the cut-off.
    Decided decided =
        Samples.decided(
            decide(
                "mean_balance", -20_000.0, "occupation", "astronaut", "days_since_reminder", 100L));

    assertThat(decided.score()).isEqualTo(242);
    assertThat(decided.decision()).isEqualTo(Decision.DECLINE);
    assertThat(decided.source()).isEqualTo(DecisionSource.SCORE);
    assertThat(decided.reasons())
        .containsExactly(
            new Reason(1, "S1", "Mean balance of the account"),
            new Reason(2, "S5", "Reminders"),
            new Reason(3, "S3", "Occupation"),
            new Reason(4, "S2", "Trend of the balance"));
  }

  @Test
  void rules_may_stand_in_blocks_and_quotes() {
    Decided decided =
        Samples.decided(decide("mean_balance", -50_000.0, "days_since_reminder", 29L));

    assertThat(decided.decision()).isEqualTo(Decision.DECLINE);
    assertThat(decided.source()).isEqualTo(DecisionSource.POLICY);
    assertThat(decided.reasons())
        .isEqualTo(List.of(new Reason(1, "N1", "The account is overdrawn already")));
    assertThat(decided.policyHits())
        .extracting(PolicyHit::ruleId)
        .containsExactly("deep-overdraft", "recent-reminder");
  }
}
