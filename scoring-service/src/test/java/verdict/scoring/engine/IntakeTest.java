package verdict.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static verdict.scoring.engine.SessionStage.FIRST;
import static verdict.scoring.engine.SessionStage.LIMITS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What of a poll becomes work. */
class IntakeTest {

  private static final Uuid TOPIC_ID = Uuid.randomUuid();

  private final SessionStage stage = new SessionStage(LIMITS, () -> Instant.EPOCH);
  private final Lanes lanes = new Lanes(chunk -> {});
  private final Positions positions =
      new Positions(
          stage.consumer, Map.of(FIRST.topic(), TOPIC_ID), () -> {}, new StartRule(false));
  private final Caution caution = new Caution(stage.consumer, stage.bench, lanes, positions);
  private final Intake intake = new Intake(stage.bench, positions, lanes, caution);

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void a_partition_that_stays_where_it_is_makes_no_work() {
    startAt(5);

    assertThat(polledUpTo(5)).isEmpty();
  }

  @Test
  void markers_are_work_once() {
    startAt(5);

    assertThat(polledUpTo(7)).containsExactly(7L);
    assertThat(polledUpTo(7)).isEmpty();
  }

  @Test
  void markers_are_work_again_after_a_rewind() {
    startAt(5);
    assertThat(polledUpTo(7)).containsExactly(7L);

    startAt(5);
    assertThat(polledUpTo(7)).containsExactly(7L);
  }

  @Test
  void of_a_suspect_partition_few_records_are_taken_and_the_rest_is_polled_again() {
    stage.consumer.assign(List.of(FIRST));
    caution.put(
        List.of(
            new Positions.Started(
                FIRST,
                TOPIC_ID,
                0,
                1_000,
                Optional.of(new OffsetNote(TOPIC_ID, Attempts.TOGETHER_BOUND, 0)))));
    caution.begin(List.of(FIRST));

    intake.accept(
        new ConsumerRecords<>(
            Map.of(FIRST, records(150)), Map.of(FIRST, new OffsetAndMetadata(150))));

    assertThat(lanes.records()).isEqualTo(Caution.WAITING_BOUND);
    assertThat(caution.waiting()).containsExactly(FIRST);
    assertThat(stage.consumer.position(FIRST)).isEqualTo(Caution.WAITING_BOUND);
  }

  private static List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records(int count) {
    List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records = new ArrayList<>();
    for (int offset = 0; offset < count; offset++) {
      records.add(
          new ConsumerRecord<>(FIRST.topic(), FIRST.partition(), offset, new byte[1], new byte[1]));
    }
    return records;
  }

  private void startAt(long offset) {
    intake.startAt(
        List.of(new Positions.Started(FIRST, TOPIC_ID, offset, offset, Optional.empty())));
  }

  /** The positions that are to be committed after a poll that read no record. */
  private List<Long> polledUpTo(long position) {
    intake.accept(new ConsumerRecords<>(Map.of(), Map.of(FIRST, new OffsetAndMetadata(position))));
    List<Long> emitted = new ArrayList<>();
    lanes.drain(chunk -> emitted.add(chunk.nextOffset()), () -> true);
    return emitted;
  }
}
