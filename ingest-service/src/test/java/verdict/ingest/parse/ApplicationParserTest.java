package verdict.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import verdict.wire.FieldProblem;
import verdict.wire.LoanApplication;

class ApplicationParserTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456789Z");
  private static final String REQUIRED =
      """
      "applicationId":"a-1","product":"german-credit","applicantRef":"p-1","amountMinor":116900,
      "currency":"DEM","termMonths":6""";

  private final ApplicationParser parser = new ApplicationParser(InstantSource.fixed(NOW));

  @Test
  void the_required_fields_are_enough_and_the_rest_gets_its_default() {
    LoanApplication application = valid("{" + REQUIRED + "}");
    Instant millis = Instant.parse("2026-11-22T12:00:00.123Z");
    assertThat(application)
        .isEqualTo(
            LoanApplication.newBuilder()
                .setApplicationId("a-1")
                .setRevision(1)
                .setProduct("german-credit")
                .setApplicantRef("p-1")
                .setAmountMinor(116_900)
                .setCurrency("DEM")
                .setTermMonths(6)
                .setSubmittedAt(millis)
                .setReceivedAt(millis)
                .setChannel("http")
                .setAttributes(Map.of())
                .build());
  }

  @Test
  void attributes_keep_their_types() {
    Map<String, Object> expected = new HashMap<>();
    expected.put("whole", 9_223_372_036_854_775_807L);
    expected.put("decimal", 1.5);
    expected.put("exponent", 2000.0);
    expected.put("flag", true);
    expected.put("text", "grün 💶");
    expected.put("absent", null);
    assertThat(
            valid(
                    "{"
                        + REQUIRED
                        + ",\"attributes\":{\"whole\":9223372036854775807,\"decimal\":1.5,"
                        + "\"exponent\":2e3,\"flag\":true,\"text\":\"grün \\ud83d\\udcb6\","
                        + "\"absent\":null}}")
                .getAttributes())
        .isEqualTo(expected);
  }

  @Test
  void a_time_with_any_offset_is_taken_in_utc() {
    assertThat(
            valid("{" + REQUIRED + ",\"submittedAt\":\"2026-11-22T02:00:00.9999+02:00\"}")
                .getSubmittedAt())
        .isEqualTo(Instant.parse("2026-11-22T00:00:00.999Z"));
  }

  @Test
  void every_problem_is_listed_at_once_in_the_schemas_order_and_no_value_is_told() {
    List<FieldProblem> problems =
        invalid(
            """
            {"zzSecretless":"s3cret","applicationId":"s3cret!","revision":0,"revision":"s3cret",
             "product":7,"amountMinor":99999999999999999999,"currency":"s3cret",
             "termMonths":1.5,"submittedAt":"s3cret","receivedAt":"2026-11-22T00:00:00Z",
             "channel":["s3cret"],"s3cret key":1,
             "attributes":{"list":[1,{"deep":[]}],"object":{},"huge":123456789012345678901,
               "infinite":1e999,"nan":NaN,"twice":1,"twice":2,"half":"\\ud800","not a name":1,
               "fine":1}}
            """);
    assertThat(problems)
        .extracting(FieldProblem::field)
        .containsExactlyInAnyOrder(
            "applicationId",
            "revision",
            "revision",
            "product",
            "applicantRef",
            "amountMinor",
            "currency",
            "termMonths",
            "submittedAt",
            "receivedAt",
            "channel",
            "attributes.list",
            "attributes.object",
            "attributes.huge",
            "attributes.infinite",
            "attributes.nan",
            "attributes.twice",
            "attributes.half",
            "attributes",
            "zzSecretless",
            "");
    assertThat(problems.getFirst().field()).isEqualTo("applicationId");
    assertThat(problems.toString()).doesNotContain("s3cret").doesNotContain("not a name");
  }

  @Test
  void an_empty_object_misses_every_required_field() {
    assertThat(invalid("{}"))
        .extracting(FieldProblem::field)
        .containsExactly(
            "applicationId", "product", "applicantRef", "amountMinor", "currency", "termMonths");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"revision\":2147483648",
        "\"revision\":null",
        "\"revision\":1.0",
        "\"revision\":\"1\"",
        "\"submittedAt\":\"2026-11-22T00:00:00\"",
        "\"submittedAt\":1700000000000",
        "\"submittedAt\":\"-999999999-01-01T00:00:00+18:00\"",
        "\"channel\":\"\"",
        "\"channel\":null",
        "\"attributes\":[]",
        "\"attributes\":null",
        "\"attributes\":{\"a\":-Infinity}",
        "\"attributes\":{\"\":1}",
        "\"unknown\":1",
        "\"unknown\":{\"nested\":[1,2]}",
        "\"termMonths\":6",
      })
  void one_wrong_field_is_one_problem(String field) {
    assertThat(invalid("{" + REQUIRED + "," + field + "}")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "[]",
        "7",
        "null",
        "\"text\"",
        "{",
        "{\"applicationId\"",
        "{}{}",
        "{} x",
        "{,}",
        "{\"a\":01}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":\"\u0001\"}",
        "<xml/>",
        "\uFEFF{}",
        "{\"a\":1} // comment",
      })
  void what_is_not_one_json_object_is_malformed(String body) {
    assertThat(parser.parse(body.getBytes(UTF_8))).isInstanceOf(ParsedApplication.Malformed.class);
  }

  @Test
  void bytes_that_are_not_utf8_are_malformed() {
    assertThat(parser.parse(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'}))
        .isInstanceOf(ParsedApplication.Malformed.class);
  }

  @Test
  void deep_nesting_is_malformed_and_cheap() {
    String deep = "{\"attributes\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";
    assertThat(parser.parse(deep.getBytes(UTF_8))).isInstanceOf(ParsedApplication.Malformed.class);
  }

  @Test
  void a_number_as_long_as_the_body_is_a_problem_not_a_failure() {
    String digits = "9".repeat(30_000);
    assertThat(
            invalid(
                "{" + REQUIRED + ",\"attributes\":{\"a\":" + digits + ",\"b\":" + digits + ".5}}"))
        .extracting(FieldProblem::field)
        .containsExactlyInAnyOrder("attributes.a", "attributes.b");
  }

  private LoanApplication valid(String body) {
    return switch (parser.parse(body.getBytes(UTF_8))) {
      case ParsedApplication.Valid(LoanApplication application) -> application;
      case ParsedApplication.Invalid invalid -> throw new AssertionError(invalid);
      case ParsedApplication.Malformed malformed -> throw new AssertionError(malformed);
    };
  }

  private List<FieldProblem> invalid(String body) {
    return switch (parser.parse(body.getBytes(UTF_8))) {
      case ParsedApplication.Invalid(List<FieldProblem> problems) -> problems;
      case ParsedApplication.Valid valid -> throw new AssertionError("it is valid");
      case ParsedApplication.Malformed malformed -> throw new AssertionError(malformed);
    };
  }
}
