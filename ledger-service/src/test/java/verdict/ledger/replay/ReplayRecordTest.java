package verdict.ledger.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import verdict.ledger.letters.LetterStatus;
import verdict.ledger.letters.LetterSummary;
import verdict.wire.Coordinates;
import verdict.wire.LetterHeaders;

/** What a replay sends, and what it refuses. */
final class ReplayRecordTest {

  private static final UUID ID = UUID.fromString("00000000-0000-5000-8000-000000000001");

  @Test
  void the_letters_headers_are_replaced_and_the_records_own_stay_in_order() {
    ConsumerRecord<byte[], byte[]> letter = letter("key".getBytes(UTF_8));
    add(letter, "own", "1");
    add(letter, LetterHeaders.TOPIC, "loan.applications");
    add(letter, LetterHeaders.STACK, "long");
    add(letter, LetterHeaders.REPLAY_COUNT, "1");
    add(letter, LetterHeaders.REPLAY_OF, "an older one");
    add(letter, LetterHeaders.FIRST_FAILED_AT, "2026-01-01T00:00:00Z");
    add(letter, "own", "2");

    ProducerRecord<byte @Nullable [], byte @Nullable []> replay =
        ReplayRecord.of(summary(1, false, LetterStatus.OPEN), letter, "again", 8);

    assertThat(Arrays.stream(replay.headers().toArray()).map(ReplayRecordTest::text))
        .containsExactly(
            "own=1",
            "own=2",
            "dlq.replay.of=" + ID,
            "dlq.replay.count=2",
            "dlq.first.failed.at=2026-01-01T00:00:00Z");
    assertThat(replay.key()).isEqualTo("key".getBytes(UTF_8));
    assertThat(replay.partition()).isNull();
  }

  @Test
  void without_a_key_the_source_partition_is_kept() {
    assertThat(
            ReplayRecord.of(summary(0, false, LetterStatus.OPEN), letter(null), "again", 8)
                .partition())
        .isEqualTo(5);
    assertThat(
            ReplayRecord.of(summary(0, false, LetterStatus.OPEN), letter(null), "again", 4)
                .partition())
        .isEqualTo(1);
  }

  @Test
  void only_an_open_letter_with_its_bytes_and_rounds_left_is_eligible() {
    assertThat(Eligibility.refusal(summary(2, false, LetterStatus.OPEN))).isEmpty();
    assertThat(Eligibility.refusal(summary(3, false, LetterStatus.OPEN)))
        .contains(Refusal.QUARANTINED);
    assertThat(Eligibility.refusal(summary(0, true, LetterStatus.OPEN))).contains(Refusal.NO_VALUE);
    assertThat(Eligibility.refusal(summary(0, false, LetterStatus.REPLAYING)))
        .contains(Refusal.REPLAY_ACTIVE);
    assertThat(Eligibility.refusal(summary(0, false, LetterStatus.RESOLVED)))
        .contains(Refusal.ALREADY_RESOLVED);
    assertThat(Eligibility.refusal(summary(0, false, LetterStatus.FAILED_AGAIN)))
        .contains(Refusal.FAILED_AGAIN);
  }

  @SuppressWarnings("NullAway") // Kafka's class allows a null key, but does not say so
  private static ConsumerRecord<byte[], byte[]> letter(byte @Nullable [] key) {
    return new ConsumerRecord<>("letters", 0, 0L, key, new byte[] {1});
  }

  private static void add(ConsumerRecord<byte[], byte[]> letter, String name, String value) {
    letter.headers().add(name, value.getBytes(UTF_8));
  }

  private static String text(Header header) {
    return header.key() + "=" + new String(header.value(), UTF_8);
  }

  private static LetterSummary summary(int replayCount, boolean pointer, LetterStatus status) {
    return new LetterSummary(
        ID,
        new Coordinates("letters", new Uuid(1, 1), 0, 0),
        new Coordinates("in", new Uuid(2, 2), 5, 0),
        "SCORING_FAILED",
        "SCORE",
        "v1:0",
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.of(Instant.EPOCH),
        Optional.of(Instant.EPOCH),
        replayCount,
        pointer,
        status,
        Optional.empty(),
        Optional.empty());
  }
}
