package verdict.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class LetterTest {

  private static final Coordinates SOURCE =
      new Coordinates("loan.applications", Uuid.fromString("AAAAAAAAAAAAAAAAAAAAAQ"), 3, 42);

  @Test
  void what_was_written_is_read() {
    RecordHeaders headers = new RecordHeaders();
    Letter letter =
        letter(Optional.of(UUID.randomUUID()), Optional.of(new Letter.Pointer("ab", 9)));

    letter.writeTo(headers);

    assertThat(Letter.read(headers)).contains(letter);
  }

  @Test
  void headers_are_set_never_appended_and_the_records_own_stay() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("traceparent", "00-1".getBytes(StandardCharsets.UTF_8));
    letter(Optional.empty(), Optional.empty()).writeTo(headers);
    int once = headers.toArray().length;
    headers.add(LetterHeaders.TRACEPARENT, "00-2".getBytes(StandardCharsets.UTF_8));

    letter(Optional.empty(), Optional.empty()).writeTo(headers);

    assertThat(headers.toArray()).hasSize(once);
    assertThat(headers.lastHeader("traceparent")).isNotNull();
  }

  @Test
  void foreign_headers_are_no_letter() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(LetterHeaders.ID, "no uuid".getBytes(StandardCharsets.UTF_8));

    assertThat(Letter.read(headers)).isEmpty();
    headers.add(LetterHeaders.REPLAY_COUNT, "-4".getBytes(StandardCharsets.UTF_8));
    assertThat(Letter.replayCount(headers)).isZero();
  }

  @Test
  void an_id_is_the_same_for_the_same_record_and_another_for_another() {
    UUID id = SOURCE.letterId("verdict-scoring");

    assertThat(id).isEqualTo(SOURCE.letterId("verdict-scoring"));
    assertThat(id.version()).isEqualTo(5);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(new Coordinates(SOURCE.topic(), SOURCE.topicId(), 3, 43).letterId("verdict-scoring"))
        .isNotEqualTo(id);
    assertThat(SOURCE.letterId("other")).isNotEqualTo(id);
  }

  private static Letter letter(Optional<UUID> replayOf, Optional<Letter.Pointer> pointer) {
    Instant now = Instant.parse("2026-01-02T03:04:05.678Z");
    return new Letter(
        SOURCE.letterId("verdict-scoring"),
        SOURCE,
        "verdict-scoring",
        1,
        ErrorCode.POLICY_FAILED,
        Optional.of("java.lang.ArithmeticException"),
        "v1:0123456789abcdef",
        "rule P001 failed",
        "java.lang.ArithmeticException\n",
        now,
        now,
        "0.1.0",
        "german-credit:1:ab",
        replayOf.isPresent() ? 1 : 0,
        replayOf,
        pointer);
  }
}
