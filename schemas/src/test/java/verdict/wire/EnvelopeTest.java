package verdict.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

  @Test
  void a_sound_application_has_no_problems() {
    assertThat(Envelope.problems(CodecTest.application())).isEmpty();
  }

  @Test
  void every_problem_is_listed_at_once_and_no_value_is_told() {
    LoanApplication broken =
        new LoanApplication(
            "no spaces allowed",
            0,
            "",
            "x".repeat(65),
            -1L,
            "dem",
            0,
            Instant.parse("1969-12-31T23:59:59Z"),
            Instant.parse("+10000-01-01T00:00:00Z"),
            "a/b",
            Map.of("9lives", 1L, "text", "x".repeat(1025), "rate", Double.NaN));

    assertThat(Envelope.problems(broken))
        .extracting(FieldProblem::field)
        .containsExactlyInAnyOrder(
            "applicationId",
            "revision",
            "product",
            "applicantRef",
            "amountMinor",
            "currency",
            "termMonths",
            "submittedAt",
            "receivedAt",
            "channel",
            "attributes",
            "attributes.text",
            "attributes.rate");
    assertThat(Envelope.problems(broken).toString())
        .doesNotContain("spaces")
        .doesNotContain("9lives");
  }
}
