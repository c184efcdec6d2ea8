package verdict.ledger.project;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static verdict.ledger.Applications.application;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import verdict.ledger.source.LedgerTopics;
import verdict.wire.Codec;
import verdict.wire.ErrorCode;
import verdict.wire.LetterHeaders;
import verdict.wire.LoanApplication;

/** Every record becomes exactly one row. */
final class RecordReaderTest {

  private static final LedgerTopics TOPICS = new LedgerTopics("in", "again", "scores", "letters");
  private static final int RANDOM_RECORDS = 5_000;
  private static final Instant GIVEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-01-03T00:00:00Z");

  private final RecordReader reader =
      new RecordReader(
          TOPICS,
          TOPICS.all().stream()
              .map(topic -> new TopicIdPartition(new Uuid(7, 7), new TopicPartition(topic, 0)))
              .toList());

  @Test
  void random_bytes_on_any_topic_become_one_row_each() {
    Random random = new Random(42);
    for (int round = 0; round < RANDOM_RECORDS; round++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      if (bytes.length > 10 && random.nextBoolean()) {
        System.arraycopy(Codec.applications().encode(application("a")), 0, bytes, 0, 10);
      }
      String topic = TOPICS.all().get(random.nextInt(4));
      assertThat(read(record(topic, bytes, bytes)).size()).isEqualTo(1);
    }
  }

  @Test
  void an_application_under_its_own_key_claims_its_identity() {
    InputRow row = input("in", application("a-1", 3, 500), "a-1");
    assertThat(row.claims()).isTrue();
    InputRow.Claim claim = java.util.Objects.requireNonNull(row.claim());
    assertThat(claim.applicationId()).isEqualTo("a-1");
    assertThat(claim.revision()).isEqualTo(3);
  }

  @Test
  void a_foreign_key_and_a_replay_claim_nothing() {
    assertThat(input("in", application("a-1"), "b-1").claims()).isFalse();
    ConsumerRecord<byte[], byte[]> replay =
        record("again", "a-1".getBytes(UTF_8), Codec.applications().encode(application("a-1")));
    UUID letter = UUID.randomUUID();
    replay.headers().add(LetterHeaders.REPLAY_OF, letter.toString().getBytes(UTF_8));
    replay.headers().add(LetterHeaders.REPLAY_COUNT, "2".getBytes(UTF_8));
    InputRow row = read(replay).inputs.getFirst();
    assertThat(row.claims()).isFalse();
    assertThat(row.replayOf()).isEqualTo(letter);
    assertThat(row.replayCount()).isEqualTo(2);
  }

  @Test
  void a_value_over_the_bound_is_not_looked_into() {
    InputRow row = read(record("in", null, new byte[70_000])).inputs.getFirst();
    assertThat(row.undecodable()).isEqualTo(ErrorCode.VALUE_TOO_LARGE);
    assertThat(row.valueBytes()).isEqualTo(70_000);
  }

  @Test
  void an_id_that_is_none_is_not_kept() {
    InputRow row = input("in", application("not an id"), "not an id");
    assertThat(row.claim()).isNull();
    assertThat(row.key()).isNull();
  }

  @Test
  void what_the_server_writes_into_an_application_is_not_its_content() {
    assertThat(hash(a -> a.setReceivedAt(LATER).setSubmittedAt(LATER))).isEqualTo(hash(a -> {}));
  }

  @Test
  void the_time_that_a_sender_gives_is_content() {
    String given = hash(a -> a.setSubmittedAt(GIVEN));
    assertThat(given).isNotEqualTo(hash(a -> {}));
    assertThat(hash(a -> a.setSubmittedAt(GIVEN).setReceivedAt(LATER))).isEqualTo(given);
    assertThat(hash(a -> a.setSubmittedAt(GIVEN.plusMillis(1)))).isNotEqualTo(given);
  }

  @Test
  void attributes_are_the_same_content_in_any_order() {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("purpose", "car");
    one.put("age", 30L);
    Map<String, Object> other = new LinkedHashMap<>();
    other.put("age", 30L);
    other.put("purpose", "car");
    assertThat(hash(a -> a.setAttributes(other))).isEqualTo(hash(a -> a.setAttributes(one)));
  }

  @Test
  void everything_that_a_sender_says_is_content() {
    List<Consumer<LoanApplication.Builder>> changes =
        List.of(
            a -> {},
            a -> a.setApplicationId("a-2"),
            a -> a.setRevision(2),
            a -> a.setProduct("other"),
            a -> a.setApplicantRef("other"),
            a -> a.setAmountMinor(1),
            a -> a.setCurrency("USD"),
            a -> a.setTermMonths(1),
            a -> a.setSubmittedAt(Instant.EPOCH),
            a -> a.setChannel("other"),
            a -> a.setAttributes(Map.of()),
            a -> a.setAttributes(Map.of("purpose", "ca")),
            a -> a.setAttributes(Map.of("purpos", "ecar")),
            a -> a.setAttributes(Map.of("purpose", "1")),
            a -> a.setAttributes(Map.of("purpose", 1L)),
            a -> a.setAttributes(Map.of("purpose", 1.0)),
            a -> a.setAttributes(Map.of("purpose", true)),
            a -> a.setAttributes(Map.of("purpose", "car", "more", "x")));
    assertThat(changes).extracting(RecordReaderTest.this::hash).doesNotHaveDuplicates();
  }

  @Test
  void of_an_undecodable_value_every_byte_is_content() {
    assertThat(read(record("in", null, new byte[] {1})).inputs.getFirst().contentHash())
        .isNotEqualTo(read(record("in", null, new byte[] {2})).inputs.getFirst().contentHash());
    assertThat(read(record("in", null, null)).inputs.getFirst().contentHash()).isNull();
  }

  private @Nullable String hash(Consumer<LoanApplication.Builder> change) {
    LoanApplication.Builder application = LoanApplication.newBuilder(application("a-1"));
    change.accept(application);
    return input("in", application.build(), "a-1").contentHash();
  }

  private InputRow input(String topic, LoanApplication application, String key) {
    return read(record(topic, key.getBytes(UTF_8), Codec.applications().encode(application)))
        .inputs
        .getFirst();
  }

  private Batch read(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), 0);
    return reader.read(new ConsumerRecords<>(Map.of(partition, List.of(record)), Map.of()));
  }

  @SuppressWarnings("NullAway") // Kafka's class allows null keys and values, but does not say so
  private static ConsumerRecord<byte[], byte[]> record(
      String topic, byte @Nullable [] key, byte @Nullable [] value) {
    return new ConsumerRecord<>(topic, 0, 0L, key, value);
  }
}
