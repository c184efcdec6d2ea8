package verdict.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static verdict.scoring.engine.SessionStage.FIRST;
import static verdict.scoring.engine.SessionStage.LIMITS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Uuid;
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
  private final Caution caution =
      new Caution((notes, patience) -> {}, stage.bench, lanes, positions);
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
