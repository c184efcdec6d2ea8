package verdict.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static verdict.scoring.engine.SessionStage.FIRST;
import static verdict.scoring.engine.SessionStage.LIMITS;
import static verdict.scoring.engine.SessionStage.SECOND;
import static verdict.scoring.engine.SessionStage.keys;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import verdict.scoring.evaluate.Evaluation;
import verdict.scoring.evaluate.Outcome;
import verdict.wire.Coordinates;
import verdict.wire.ErrorCode;

/** Records that end the process which evaluates them. */
class CautionTest {

  private static final int RECORDS = 20;

  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private final List<String> answered = new ArrayList<>();
  private final List<String> letters = new ArrayList<>();
  private String deliveries = "none";

  /** Where a process ends: what it was doing never comes to an end, and nothing is closed. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static class Killer implements Evaluation {
    private final Evaluation real = SessionStage.evaluator(() -> Instant.EPOCH);
    private final CountDownLatch killed = new CountDownLatch(1);
    private final Set<String> afterwards = ConcurrentHashMap.newKeySet();
    private final String key;

    Killer(String key) {
      this.key = key;
    }

    @Override
    public Outcome evaluate(
        ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source) {
      String evaluated = new String(Objects.requireNonNull(input.key()), StandardCharsets.UTF_8);
      if (evaluated.equals(key)) {
        killed.countDown();
        throw new Killed();
      }
      if (killed.getCount() == 0) {
        afterwards.add(evaluated);
      }
      return real.evaluate(input, source);
    }

    @Override
    public Outcome giveUp(
        ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
        Coordinates source,
        ErrorCode code,
        int attempts,
        StackTraceElement[] stack) {
      return real.giveUp(input, source, code, attempts, stack);
    }
  }

  @Test
  void a_record_that_kills_every_process_ends_as_a_letter_and_nothing_else_does() {
    int processes = 0;
    while (answered.size() < RECORDS) {
      processes++;
      assertThat(processes).as("processes").isLessThan(10);
      Killer decisions = live("app-7");
      if (processes > Attempts.TOGETHER_BOUND) {
        assertThat(decisions.afterwards).as("evaluated beside it").isEmpty();
      }
    }

    assertThat(answered).isEqualTo(keys(0, RECORDS));
    assertThat(letters).containsExactly("app-7");
    // Two with everything in flight, three with this record alone, one that answers.
    assertThat(processes).isEqualTo(6);
    // The first two ended with an earlier record next to commit: those were not its own.
    assertThat(deliveries).isEqualTo("3");
  }

  @Test
  void with_nothing_that_kills_one_process_is_enough() {
    live("none");

    assertThat(answered).isEqualTo(keys(0, RECORDS));
    assertThat(letters).isEmpty();
  }

  @Test
  void a_process_that_leaves_alive_takes_its_attempt_back() {
    Killer decisions = new Killer("app-0");
    try (SessionStage stage = new SessionStage(LIMITS, decisions, committed)) {
      stage
          .then(() -> stage.assign(FIRST))
          .then(() -> stage.add(FIRST, 0, 1))
          .until(() -> decisions.killed.getCount() == 0)
          .then(() -> assertThat(begun()).isEqualTo(1))
          .inPoll(() -> stage.consumer.rebalance(List.of()))
          .then(() -> assertThat(begun()).isZero())
          .run();
    }
  }

  @Test
  void what_a_worker_still_has_may_end_the_process_yet_so_its_attempt_stands() {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Evaluation real = SessionStage.evaluator(() -> Instant.EPOCH);
    Evaluation endless =
        new Killer("none") {
          @Override
          public Outcome evaluate(
              ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source) {
            entered.countDown();
            await(release);
            return real.evaluate(input, source);
          }
        };
    try (SessionStage stage = new SessionStage(LIMITS, endless, committed)) {
      stage
          .then(() -> stage.assign(FIRST))
          .then(() -> stage.add(FIRST, 0, 1))
          .until(() -> entered.getCount() == 0)
          .inPoll(() -> stage.consumer.rebalance(List.of()))
          .then(() -> assertThat(begun()).isEqualTo(1))
          .then(release::countDown)
          .run();
    }
  }

  @Test
  void an_outage_in_one_process_after_another_makes_no_letter() {
    int together = Attempts.TOGETHER_BOUND;
    for (int process = 0; process < together + Attempts.ALONE_BOUND; process++) {
      SessionStage stage = new SessionStage(LIMITS, new Killer("none"), committed);
      stage.producer.leavesOutputsUnanswered = true;
      stage.then(() -> stage.assign(FIRST)).then(() -> stage.add(FIRST, 0, 5)).until(() -> false);
      assertThatExceptionOfType(SessionLostException.class).isThrownBy(stage::run);
      stage.session.onPartitionsRevoked(List.of(FIRST));
    }

    live("none");

    assertThat(letters).isEmpty();
    assertThat(answered).isEqualTo(keys(0, RECORDS));
  }

  @Test
  void other_partitions_do_not_wait_for_the_suspect_one() {
    live("app-0");
    live("app-0");
    List<Long> answeredBefore = new ArrayList<>();
    try (SessionStage stage =
        new SessionStage(LIMITS, SessionStage.evaluator(() -> Instant.EPOCH), committed)) {
      stage
          .then(() -> stage.assign(FIRST, SECOND))
          .then(
              () -> {
                stage.add(FIRST, 0, RECORDS);
                stage.add(SECOND, 0, 500);
              })
          .until(
              () -> {
                if (offset(SECOND) == 500) {
                  answeredBefore.add(offset(FIRST));
                }
                return offset(FIRST) == RECORDS;
              })
          .run();
    }

    assertThat(answeredBefore.getFirst()).as("of the suspect partition").isLessThan(3L);
  }

  @Test
  void nothing_is_written_where_no_record_came() {
    try (SessionStage stage =
        new SessionStage(LIMITS, SessionStage.evaluator(() -> Instant.EPOCH), committed)) {
      stage
          .then(() -> stage.assign(FIRST))
          .then(() -> {})
          .inPoll(() -> stage.consumer.rebalance(List.of()))
          .run();
    }
    assertThat(committed).isEmpty();
  }

  @Test
  void after_a_commit_without_an_answer_no_position_is_set_back() {
    SessionStage stage =
        new SessionStage(LIMITS, SessionStage.evaluator(() -> Instant.EPOCH), committed);
    stage.producer.leavesOutputsUnanswered = true;
    stage.then(() -> stage.assign(FIRST)).then(() -> stage.add(FIRST, 0, 5)).until(() -> false);
    assertThatExceptionOfType(SessionLostException.class).isThrownBy(stage::run);
    // It was committed all the same.
    committed.put(FIRST, new OffsetAndMetadata(5));

    stage.session.onPartitionsRevoked(List.of(FIRST));

    assertThat(committed.get(FIRST)).isEqualTo(new OffsetAndMetadata(5));
  }

  @Test
  void skipped_markers_are_not_unread_by_a_note() {
    try (SessionStage stage = new SessionStage(LIMITS, new Killer("none"), committed)) {
      Uuid topicId = Uuid.randomUuid();
      Positions positions =
          new Positions(
              stage.consumer, Map.of(FIRST.topic(), topicId), () -> {}, new StartRule(false));
      Caution caution =
          new Caution(
              (notes, patience) -> committed.putAll(notes),
              stage.bench,
              new Lanes(chunk -> {}),
              positions);
      caution.put(List.of(new Positions.Started(FIRST, topicId, 100, 151, Optional.empty())));

      caution.committed(Map.of(FIRST, new OffsetAndMetadata(151)));
      caution.begin(List.of(FIRST));

      assertThat(Objects.requireNonNull(committed.get(FIRST)).offset()).isEqualTo(151);
      assertThat(begun()).isEqualTo(1);
    }
  }

  @Test
  void skipped_markers_that_are_not_committed_yet_are_not_unread_by_a_note() {
    try (SessionStage stage = new SessionStage(LIMITS, new Killer("none"), committed)) {
      stage
          .then(() -> stage.assign(FIRST, SECOND))
          .then(() -> stage.add(SECOND, 0, 1))
          .then(
              () -> {
                stage.consumer.seek(FIRST, 3); // as a poll does that finds markers only
                stage.add(SECOND, 1, 1);
              })
          .then(() -> stage.add(FIRST, 3, 1))
          .until(() -> stage.committedKeys().size() == 3)
          .run();

      List<Long> notes =
          stage.producer.consumerGroupOffsetsHistory().stream()
              .flatMap(groups -> groups.values().stream())
              .flatMap(positions -> Optional.ofNullable(positions.get(FIRST)).stream())
              .map(OffsetAndMetadata::offset)
              .toList();
      assertThat(notes).isSorted().endsWith(4L);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long offset(TopicPartition partition) {
    return Optional.ofNullable(committed.get(partition)).map(OffsetAndMetadata::offset).orElse(0L);
  }

  private int begun() {
    return Optional.ofNullable(committed.get(FIRST))
        .flatMap(position -> OffsetNote.parse(position.metadata()))
        .orElseThrow()
        .begun();
  }

  /** One process, to its end. */
  private Killer live(String killer) {
    int from =
        (int)
            Optional.ofNullable(committed.get(FIRST))
                .map(OffsetAndMetadata::offset)
                .orElse(0L)
                .longValue();
    Killer decisions = new Killer(killer);
    AtomicInteger steps = new AtomicInteger();
    SessionStage stage = new SessionStage(LIMITS, decisions, committed);
    try {
      stage
          .then(() -> stage.assign(FIRST))
          .then(() -> stage.add(FIRST, from, RECORDS - from))
          .until(
              () -> {
                if (decisions.killed.getCount() == 0 && steps.incrementAndGet() > 20) {
                  throw new Killed();
                }
                return stage.producer.history().size() == RECORDS - from;
              })
          .run();
    } catch (Killed e) {
      // The next process goes on.
    }
    answered.addAll(stage.committedKeys());
    letters.addAll(stage.letters());
    if (!letters.isEmpty()) {
      deliveries = stage.letterHeader("__dlq.errors.delivery.count");
    }
    return decisions;
  }
}
