package verdict.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static verdict.decision.Samples.NOON;
import static verdict.decision.Samples.application;
import static verdict.decision.Samples.refused;
import static verdict.decision.Samples.ruled;

import dev.cel.runtime.CelEvaluationException;
import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
  private final Bundle bundle = Samples.bundle();

  private static Application envelope(
      String id,
      int revision,
      String product,
      long amount,
      String currency,
      int term,
      Instant submitted) {
    return new Application(id, revision, product, amount, currency, term, submitted, Map.of());
  }

  static Stream<Arguments> badEnvelopes() {
    String good = "small-loan";
    return Stream.of(
        Arguments.of(
            envelope("a", 1, "other", 500, "EUR", 1, NOON), Refusal.UNKNOWN_PRODUCT, "product"),
        Arguments.of(
            envelope("", 1, good, 500, "EUR", 1, NOON), Refusal.INVALID_FIELD, "applicationId"),
        Arguments.of(
            envelope("a b", 1, good, 500, "EUR", 1, NOON), Refusal.INVALID_FIELD, "applicationId"),
        Arguments.of(
            envelope("a".repeat(65), 1, good, 500, "EUR", 1, NOON),
            Refusal.INVALID_FIELD,
            "applicationId"),
        Arguments.of(
            envelope("a", 0, good, 500, "EUR", 1, NOON), Refusal.INVALID_FIELD, "revision"),
        Arguments.of(
            envelope("a", 1, good, 500, "USD", 1, NOON), Refusal.INVALID_FIELD, "currency"),
        Arguments.of(
            envelope("a", 1, good, 99, "EUR", 1, NOON), Refusal.INVALID_FIELD, "amountMinor"),
        Arguments.of(
            envelope("a", 1, good, 100_001, "EUR", 1, NOON), Refusal.INVALID_FIELD, "amountMinor"),
        Arguments.of(
            envelope("a", 1, good, 500, "EUR", 0, NOON), Refusal.INVALID_FIELD, "termMonths"),
        Arguments.of(
            envelope("a", 1, good, 500, "EUR", 61, NOON), Refusal.INVALID_FIELD, "termMonths"),
        Arguments.of(
            envelope("a", 1, good, 500, "EUR", 1, Instant.MAX),
            Refusal.INVALID_FIELD,
            "submittedAt"),
        Arguments.of(
            envelope("a", 1, good, 500, "EUR", 1, Instant.MIN),
            Refusal.INVALID_FIELD,
            "submittedAt"));
  }

  @ParameterizedTest
  @MethodSource("badEnvelopes")
  void a_bad_envelope_names_its_field(Application application, Refusal refusal, String field) {
    Refused refused = refused(bundle.decide(application));

    assertThat(refused.refusal()).isEqualTo(refusal);
    assertThat(refused.rule()).isEqualTo(field);
    assertThat(refused.cause()).isEmpty();
  }

  @Test
  void the_ends_of_the_ranges_are_taken() {
    assertThat(bundle.decide(envelope("a", 1, "small-loan", 100, "EUR", 1, NOON)))
        .isInstanceOf(Decided.class);
    assertThat(bundle.decide(envelope("a".repeat(64), 2, "small-loan", 100_000, "EUR", 60, NOON)))
        .isInstanceOf(Decided.class);
  }

  static Stream<Arguments> badAttributes() {
    return Stream.of(
        Arguments.of("grade", "c"),
        Arguments.of("grade", ""),
        Arguments.of("grade", 1L),
        Arguments.of("grade", CharBuffer.wrap("a")),
        Arguments.of("income", "1000"),
        Arguments.of("income", Double.NaN),
        Arguments.of("income", Double.NEGATIVE_INFINITY),
        Arguments.of("income", Long.MIN_VALUE),
        Arguments.of("income", (1L << 53) + 1),
        Arguments.of("income", BigDecimal.ONE),
        Arguments.of("debts", 1),
        Arguments.of("debts", 1.0),
        Arguments.of("debts", List.of()),
        Arguments.of("employed", "true"),
        Arguments.of("employed", 1L));
  }

  @ParameterizedTest
  @MethodSource("badAttributes")
  void an_attribute_of_another_type_or_with_an_unknown_value_is_named_without_its_value(
      String attribute, Object value) {
    Refused refused = refused(bundle.decide(application(attribute, value)));

    assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_ATTRIBUTE);
    assertThat(refused.rule()).isEqualTo(attribute);
    assertThat(refused.cause()).isEmpty();
  }

  @Test
  void a_refusal_never_quotes_a_value() {
    Refused refused = refused(bundle.decide(application("grade", "jane.doe@example.org")));

    assertThat(refused.toString()).doesNotContain("jane");
    assertThat(application("grade", "jane").toString()).doesNotContain("jane");
  }

  @Test
  void undeclared_attributes_are_ignored_whatever_they_hold() {
    assertThat(bundle.decide(application("unheard_of", new Object(), "age", 1)))
        .isEqualTo(bundle.decide(application()));
  }

  @Test
  void a_whole_number_is_taken_for_a_double() {
    assertThat(bundle.decide(application("income", 2000L)))
        .isEqualTo(bundle.decide(application("income", 2000.0)));
  }

  @Test
  void all_problems_are_told_at_once_fields_first_then_attributes_by_name() {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("income", "x");
    attributes.put("grade", 1L);
    Application application = new Application("", 1, "small-loan", 1, "EUR", 12, NOON, attributes);

    assertThat(bundle.problems(application))
        .extracting(Refused::rule)
        .containsExactly("applicationId", "amountMinor", "grade", "income");
    assertThat(bundle.problems(application()).isEmpty()).isTrue();
  }

  @Test
  void a_rule_that_divides_by_zero_refuses_the_application_and_names_the_rule() {
    Refused refused = refused(ruled("DECLINE", "1 / debts > 0").decide(application("debts", 0L)));

    assertThat(refused.refusal()).isEqualTo(Refusal.POLICY_FAILED);
    assertThat(refused.rule()).isEqualTo("R1");
    assertThat(refused.message()).isEqualTo("rule R1 failed (DIVIDE_BY_ZERO)");
    assertThat(refused.cause()).containsInstanceOf(CelEvaluationException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "debts > 3",
        "debts + 1 == 2",
        "income < 1",
        "grade.startsWith('a')",
        "employed",
        "!employed",
        "employed && amountMinor > 0",
        "debts > 3 ? true : false",
        "int(note) > 0"
      })
  void a_rule_that_needs_a_missing_value_refuses_the_application(String when) {
    Refused refused = refused(ruled("REFER", when).decide(application()));

    assertThat(refused.refusal()).isEqualTo(Refusal.POLICY_FAILED);
    assertThat(refused.rule()).isEqualTo("R1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grade == 'a'",
        "grade in ['a', 'b']",
        "debts == 0",
        "grade != null",
        "employed == true",
        "grade == 'a' && amountMinor > 1",
        "debts > 3 && amountMinor < 0"
      })
  void equality_with_a_missing_value_is_false_and_no_failure(String when) {
    assertThat(Samples.decided(ruled("DECLINE", when).decide(application())).policyHits())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"grade != 'a'", "grade == null", "debts > 3 || amountMinor > 0"})
  void inequality_with_a_missing_value_is_true(String when) {
    assertThat(Samples.decided(ruled("DECLINE", when).decide(application())).policyHits())
        .hasSize(1);
  }

  @Test
  void overflow_and_an_unreadable_number_are_failures_of_the_rule() {
    Bundle overflow = ruled("REFER", "debts * 2 > 0");
    Bundle conversion = ruled("REFER", "int(note) > 0");

    assertThat(refused(overflow.decide(application("debts", Long.MAX_VALUE))).refusal())
        .isEqualTo(Refusal.POLICY_FAILED);
    Refused unreadable = refused(conversion.decide(application("note", "secret")));
    assertThat(unreadable.refusal()).isEqualTo(Refusal.POLICY_FAILED);
    assertThat(unreadable.cause().orElseThrow()).hasMessageContaining("secret");
    assertThat(unreadable.toString()).doesNotContain("secret");
  }

  @Test
  void a_failing_rule_refuses_even_what_another_rule_declines() {
    Bundle both =
        BundleText.small()
            .policy(
                Samples.rules(
                    Samples.rule("R1", "DECLINE", "amountMinor > 0", "RR", "text"),
                    Samples.rule("R2", "DECLINE", "1 / debts > 0", "RR", "text")))
            .compiled();

    assertThat(refused(both.decide(application("debts", 0L))).rule()).isEqualTo("R2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", ".", "_", "-"})
  void the_first_and_last_of_each_allowed_range_make_an_id(String id) {
    assertThat(problems(id)).isEmpty();
    assertThat(problems(id.repeat(64))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"`", "{", "@", "[", "/", ":", ",", "^", "\u00e4", "\u0000"})
  void their_neighbours_make_none(String id) {
    assertThat(problems("a" + id))
        .singleElement()
        .extracting(Refused::rule)
        .isEqualTo("applicationId");
  }

  private static List<Refused> problems(String id) {
    return Samples.bundle().problems(envelope(id, 1, "small-loan", 500, "EUR", 1, NOON));
  }

  @ParameterizedTest
  @CsvSource({"-1.5, true", "-1.51, false", "2.25, true", "2.26, false"})
  void a_fraction_may_be_as_small_and_as_large_as_declared(double income, boolean taken) {
    Bundle bundle =
        BundleText.small()
            .bundle("{type: double}", "{type: double, min: -1.5, max: 2.25}")
            .scorecard("upTo: 1000.5", "upTo: 1")
            .scorecard("above: 1000.5", "above: 1")
            .compiled();

    assertThat(bundle.problems(application("income", income)).isEmpty()).isEqualTo(taken);
  }
}
