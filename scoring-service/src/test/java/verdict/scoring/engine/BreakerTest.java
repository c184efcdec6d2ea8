package verdict.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static verdict.scoring.engine.SessionStage.FIRST;
import static verdict.scoring.engine.SessionStage.LIMITS;
import static verdict.scoring.engine.SessionStage.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import verdict.scoring.evaluate.Evaluation;
import verdict.scoring.evaluate.Outcome;
import verdict.wire.Coordinates;
import verdict.wire.ErrorCode;

class BreakerTest {

  private static final int BOUND = 100;
  private static final Uuid TOPIC_ID = Uuid.randomUuid();
  private static final Evaluation REAL = SessionStage.evaluator(() -> Instant.EPOCH);

  private final Breaker breaker = new Breaker(BOUND);

  @Test
  void as_many_letters_of_one_cause_as_the_bound_are_committed_and_not_one_more() {
    commit(letters(0, BOUND));

    Flood flood = breaker.judge(letters(BOUND, 1)).orElseThrow();
    assertThat(flood.code()).isEqualTo(ErrorCode.SCORING_TIMEOUT);
    assertThat(flood.sample().offset()).isEqualTo(BOUND);
  }

  @Test
  void a_single_batch_that_is_a_flood_is_not_committed_at_all() {
    assertThat(breaker.judge(letters(0, BOUND + 1))).isPresent();
  }

  @Test
  void letters_that_half_of_the_outcomes_outweigh_are_no_flood() {
    for (int i = 0; i < 10 * BOUND; i++) {
      commit(letters(i, 1));
      commit(List.of(new Outcome.Silent()));
    }
  }

  @Test
  void one_producers_garbage_stops_nobody() {
    commit(Collections.nCopies(10 * BOUND, garbage()));
  }

  @Test
  void what_an_operator_wants_as_letters_passes_up_to_the_offset_that_was_named() {
    String fingerprint = breaker.judge(letters(0, BOUND + 1)).orElseThrow().fingerprint();
    breaker.resume(
        new Resumption(Optional.of(new Resumption.Accepted(fingerprint, Map.of(FIRST, 1_000L)))));
    assertThat(breaker.attend()).isTrue();

    commit(letters(0, 1_000));
    commit(letters(1_000, BOUND));
    assertThat(breaker.judge(letters(1_000 + BOUND, 1))).isPresent();
  }

  @Test
  void trials_come_later_and_later_and_a_request_at_once() {
    Flood flood = breaker.judge(letters(0, BOUND + 1)).orElseThrow();
    long now = 0;
    assertThat(breaker.open(flood, now)).isTrue();
    for (int seconds : new int[] {10, 20, 40, 80, 160, 300, 300}) {
      assertThat(breaker.holds(now + Duration.ofSeconds(seconds).toNanos() - 1)).isTrue();
      now += Duration.ofSeconds(seconds).toNanos();
      assertThat(breaker.holds(now)).isFalse();
      assertThat(breaker.open(flood, now)).isFalse();
    }

    assertThat(breaker.resume(new Resumption(Optional.empty()))).isTrue();
    assertThat(breaker.attend()).isTrue();
    assertThat(breaker.holds(now)).isFalse();
    assertThat(breaker.flood()).isEmpty();
    assertThat(breaker.open(flood, now)).isTrue();
    assertThat(breaker.holds(now + Duration.ofSeconds(10).toNanos() - 1)).isTrue();
    assertThat(breaker.holds(now + Duration.ofSeconds(10).toNanos())).isFalse();
  }

  @Test
  void a_flood_is_over_when_the_record_that_stood_for_it_has_its_outcome() {
    Flood flood = breaker.judge(letters(0, BOUND + 1)).orElseThrow();
    breaker.open(flood, 0);

    assertThat(breaker.committed(List.of(), positions(SessionStage.SECOND, 1_000))).isFalse();
    assertThat(breaker.committed(List.of(), positions(FIRST, BOUND))).isFalse();
    assertThat(breaker.flood()).contains(flood);
    assertThat(breaker.committed(List.of(), positions(FIRST, BOUND + 1))).isTrue();
    assertThat(breaker.flood()).isEmpty();
  }

  @Test
  void a_flood_goes_with_its_partition() {
    breaker.open(breaker.judge(letters(0, BOUND + 1)).orElseThrow(), 0);

    breaker.left(List.of(SessionStage.SECOND));
    assertThat(breaker.flood()).isPresent();
    breaker.left(List.of(FIRST));
    assertThat(breaker.flood()).isEmpty();
  }

  @Test
  void garbage_does_not_hide_a_flood_behind_it() {
    for (int i = 0; i < BOUND; i++) {
      commit(letters(i, 1));
      commit(Collections.nCopies(10, garbage()));
    }

    assertThat(breaker.judge(letters(BOUND, 1))).isPresent();
  }

  private static Map<TopicPartition, OffsetAndMetadata> positions(
      TopicPartition partition, long offset) {
    return Map.of(partition, new OffsetAndMetadata(offset));
  }

  /** Answers every record with the same letter until it is mended. */
  private static final class Broken implements Evaluation {
    private volatile boolean mended;

    @Override
    public Outcome evaluate(
        ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source) {
      return mended ? REAL.evaluate(input, source) : letter(input, source);
    }

    @Override
    public Outcome giveUp(
        ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
        Coordinates source,
        ErrorCode code,
        int attempts,
        StackTraceElement[] stack) {
      throw new AssertionError("nothing is given up here");
    }
  }

  @Test
  void a_session_takes_a_flood_back_reads_nothing_more_and_scores_all_once_it_is_mended() {
    Broken broken = new Broken();
    try (SessionStage stage = new SessionStage(LIMITS, broken)) {
      stage
          .then(() -> stage.assign(FIRST))
          .then(() -> stage.add(FIRST, 0, 500))
          .until(() -> stage.last() instanceof EngineState.Flooded)
          .then(() -> {})
          .then(() -> assertThat(stage.consumer.paused()).contains(FIRST))
          .then(() -> assertThat(stage.producer.history()).isEmpty())
          .then(() -> assertThat(stage.consumer.position(FIRST)).isZero())
          .then(() -> broken.mended = true)
          .then(() -> stage.breaker.resume(new Resumption(Optional.empty())))
          .then(() -> stage.add(FIRST, 0, 500))
          .until(() -> stage.producer.history().size() == 500)
          .then(() -> assertThat(stage.last()).isInstanceOf(EngineState.Running.class))
          .run();

      assertThat(stage.committedKeys()).isEqualTo(keys(0, 500));
      assertThat(stage.letters()).isEmpty();
    }
  }

  private void commit(List<Outcome> batch) {
    assertThat(breaker.judge(batch)).isEmpty();
    breaker.committed(batch, Map.of());
  }

  private static List<Outcome> letters(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(BreakerTest::record)
        .map(record -> letter(record, coordinates(record)))
        .toList();
  }

  private static Outcome garbage() {
    ConsumerRecord<byte @Nullable [], byte @Nullable []> record = record(0);
    Outcome outcome = REAL.evaluate(record, coordinates(record));
    assertThat(outcome).isInstanceOf(Outcome.Lettered.class);
    return outcome;
  }

  private static Outcome letter(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> record, Coordinates source) {
    return REAL.giveUp(record, source, ErrorCode.SCORING_TIMEOUT, 2, new StackTraceElement[0]);
  }

  private static Coordinates coordinates(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
    return new Coordinates(record.topic(), TOPIC_ID, record.partition(), record.offset());
  }

  private static ConsumerRecord<byte @Nullable [], byte @Nullable []> record(int offset) {
    return new ConsumerRecord<>(
        FIRST.topic(),
        FIRST.partition(),
        offset,
        0L,
        TimestampType.LOG_APPEND_TIME,
        1,
        1,
        new byte[] {1},
        new byte[] {1},
        new RecordHeaders(),
        Optional.empty());
  }
}
