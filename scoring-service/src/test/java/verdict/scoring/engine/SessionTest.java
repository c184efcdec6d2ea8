package verdict.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static verdict.scoring.engine.SessionStage.FIRST;
import static verdict.scoring.engine.SessionStage.LIMITS;
import static verdict.scoring.engine.SessionStage.SECOND;
import static verdict.scoring.engine.SessionStage.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;

class SessionTest {

  private static final InstantSource RUNNING = () -> Instant.EPOCH;

  /** Holds the worker that decides the n-th outcome until the test lets it go. */
  private static final class HoldingClock implements InstantSource {
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final int held;

    HoldingClock(int held) {
      this.held = held;
    }

    @Override
    public Instant instant() {
      if (asked.incrementAndGet() == held) {
        try {
          assertThat(release.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return Instant.EPOCH;
    }

    void release() {
      release.countDown();
    }
  }

  @Test
  void outcomes_leave_in_input_order_although_a_later_chunk_is_decided_first() {
    HoldingClock clock = new HoldingClock(1);
    try (SessionStage stage = new SessionStage(LIMITS, clock)) {
      stage
          .then(() -> stage.assign(FIRST))
          .then(() -> stage.add(FIRST, 0, 1))
          .until(() -> clock.asked.get() == 1)
          .then(() -> stage.add(FIRST, 1, 9))
          .until(() -> clock.asked.get() == 10) // all are decided but the first, which is held
          .then(() -> {})
          .then(() -> assertThat(stage.producer.uncommittedRecords()).isEmpty())
          .then(clock::release)
          .until(() -> stage.producer.outputCommits() == 1)
          .run();

      assertThat(stage.committedKeys()).isEqualTo(keys(0, 10));
      assertThat(committedOffset(stage)).isEqualTo(10);
    }
  }

  @Test
  void more_records_than_fit_one_transaction_go_into_several() {
    EngineLimits small =
        new EngineLimits(
            2,
            10_000,
            1 << 30,
            Duration.ofHours(1),
            50,
            100,
            Duration.ofHours(1),
            Duration.ofMinutes(1));
    try (SessionStage stage = new SessionStage(small, RUNNING)) {
      stage
          .then(() -> stage.assign(FIRST))
          .then(() -> stage.add(FIRST, 0, 1_000))
          .until(() -> stage.producer.history().size() == 1_000)
          .run();

      assertThat(stage.committedKeys()).isEqualTo(keys(0, 1_000));
      assertThat(stage.producer.outputCommits()).isGreaterThan(5);
    }
  }

  @Test
  void while_polls_bring_more_a_transaction_goes_on_however_fast_decisions_are() {
    int polls = 1_000;
    try (SessionStage stage = new SessionStage(LIMITS, RUNNING)) {
      stage.then(() -> stage.assign(FIRST));
      for (int offset = 0; offset < polls; offset++) {
        int next = offset;
        stage.then(
            () -> {
              assertThat(stage.producer.outputCommits()).isZero();
              stage.add(FIRST, next, 1);
            });
      }
      stage.until(() -> stage.producer.outputCommits() == 1).run();

      assertThat(stage.committedKeys()).isEqualTo(keys(0, polls));
    }
  }

  @Test
  void a_revoke_commits_what_was_sent_before_it_returns_and_drops_the_rest() {
    HoldingClock clock = new HoldingClock(65);
    try (SessionStage stage = halfSent(clock)) {
      stage
          .inPoll(
              () -> {
                stage.consumer.rebalance(List.of());
                assertThat(stage.producer.transactionInFlight()).isFalse();
                assertThat(stage.producer.outputCommits()).isEqualTo(1);
              })
          .then(clock::release)
          .run();

      assertThat(stage.committedKeys()).isEqualTo(keys(0, 64));
      assertThat(committedOffset(stage)).isEqualTo(64);
    }
  }

  @Test
  void an_assignment_ends_the_open_transaction_before_it_returns() {
    HoldingClock clock = new HoldingClock(65);
    try (SessionStage stage = halfSent(clock)) {
      stage
          .inPoll(
              () -> {
                stage.assign(FIRST, SECOND);
                assertThat(stage.producer.transactionInFlight()).isFalse();
                assertThat(stage.producer.outputCommits()).isEqualTo(1);
              })
          .then(clock::release)
          .until(() -> stage.producer.history().size() == 70)
          .run();

      assertThat(stage.committedKeys()).isEqualTo(keys(0, 70));
    }
  }

  @Test
  void an_abort_goes_back_to_the_committed_offsets_and_answers_each_record_once() {
    try (SessionStage stage = new SessionStage(LIMITS, RUNNING)) {
      stage
          .then(() -> stage.assign(FIRST))
          .then(() -> stage.add(FIRST, 0, 5))
          .until(() -> stage.producer.outputCommits() == 1)
          .then(() -> stage.producer.commitTransactionException = new KafkaException("refused"))
          .then(() -> stage.add(FIRST, 5, 5))
          .until(() -> stage.producer.transactionAborted())
          .then(() -> assertThat(stage.consumer.position(FIRST)).isEqualTo(5))
          .then(() -> assertThat(stage.last()).isInstanceOf(EngineState.Recovering.class))
          .then(() -> stage.producer.commitTransactionException = null)
          .then(() -> stage.add(FIRST, 5, 5))
          .until(() -> stage.producer.outputCommits() == 2)
          .then(() -> assertThat(stage.last()).isInstanceOf(EngineState.Running.class))
          .run();

      assertThat(stage.committedKeys()).isEqualTo(keys(0, 10));
      assertThat(committedOffset(stage)).isEqualTo(10);
    }
  }

  @Test
  void a_commit_that_a_revoke_cannot_make_is_taken_back() {
    HoldingClock clock = new HoldingClock(65);
    try (SessionStage stage = halfSent(clock)) {
      stage
          .then(() -> stage.producer.sendOffsetsToTransactionException = new KafkaException("old"))
          .inPoll(() -> stage.assign(SECOND))
          .then(() -> stage.producer.sendOffsetsToTransactionException = null)
          .then(clock::release)
          .then(() -> assertThat(stage.consumer.position(SECOND)).isZero())
          .run();

      assertThat(stage.producer.transactionAborted()).isTrue();
      assertThat(stage.committedKeys()).isEmpty();
    }
  }

  @Test
  void lost_partitions_take_the_open_transaction_with_them() {
    HoldingClock clock = new HoldingClock(65);
    try (SessionStage stage = halfSent(clock)) {
      stage.inPoll(() -> stage.session.onPartitionsLost(List.of(FIRST))).then(clock::release).run();

      assertThat(stage.producer.transactionAborted()).isTrue();
      assertThat(stage.committedKeys()).isEmpty();
    }
  }

  @Test
  void a_fenced_producer_ends_the_session() {
    try (SessionStage stage = new SessionStage(LIMITS, RUNNING)) {
      stage
          .then(() -> stage.assign(FIRST))
          .then(stage.producer::fenceProducer)
          .then(() -> stage.add(FIRST, 0, 5))
          .until(() -> false);

      assertThatExceptionOfType(SessionLostException.class)
          .isThrownBy(stage::run)
          .withCauseInstanceOf(ProducerFencedException.class);
    }
  }

  @Test
  void nothing_is_committed_by_a_callback_once_the_session_closes() {
    HoldingClock clock = new HoldingClock(65);
    SessionStage stage = halfSent(clock);
    stage.then(
        () -> {
          throw new KafkaException("gone");
        });
    assertThatExceptionOfType(KafkaException.class).isThrownBy(stage::run);
    clock.release();
    stage.close();
    stage.session.onPartitionsRevoked(List.of(FIRST));
    stage.session.onPartitionsLost(List.of(FIRST));

    assertThat(stage.producer.outputCommits()).isZero();
    assertThat(stage.producer.closed()).isTrue();
    assertThat(stage.consumer.closed()).isTrue();
  }

  @Test
  void a_partition_without_an_honest_start_ends_the_session_with_the_reason() {
    try (SessionStage stage = new SessionStage(LIMITS, RUNNING)) {
      stage
          .then(() -> stage.consumer.updateBeginningOffsets(Map.of(FIRST, 7L)))
          .inPoll(() -> stage.consumer.rebalance(List.of(FIRST)))
          .until(() -> false);

      assertThatExceptionOfType(EngineStopException.class)
          .isThrownBy(stage::run)
          .withMessageContaining("records 0 to 6 are gone unread");
    }
  }

  @Test
  void an_input_topic_that_was_made_again_is_noticed_when_its_partitions_are_assigned() {
    try (SessionStage stage =
        new SessionStage(
            LIMITS,
            RUNNING,
            () -> {
              throw new EngineStopException("made again");
            })) {
      stage.then(() -> stage.assign(FIRST)).until(() -> false);

      assertThatExceptionOfType(EngineStopException.class).isThrownBy(stage::run);
    }
  }

  @Test
  void what_is_in_flight_exceeds_its_bound_by_one_poll_at_most() {
    HoldingClock clock = new HoldingClock(1);
    EngineLimits small =
        new EngineLimits(
            1,
            20,
            1 << 30,
            Duration.ofHours(1),
            10_000,
            100,
            Duration.ofHours(1),
            Duration.ofMinutes(1));
    AtomicInteger most = new AtomicInteger();
    AtomicInteger looks = new AtomicInteger();
    try (SessionStage stage = new SessionStage(small, clock)) {
      stage.consumer.setMaxPollRecords(7);
      stage
          .then(() -> stage.assign(FIRST))
          .then(() -> stage.add(FIRST, 0, 100))
          .until(
              () -> {
                most.accumulateAndGet((int) stage.inFlight(), Math::max);
                return looks.incrementAndGet() == 50;
              })
          .then(() -> assertThat(stage.consumer.paused()).containsExactly(FIRST))
          .inPoll(() -> stage.assign(FIRST, SECOND))
          .then(() -> assertThat(stage.consumer.paused()).contains(FIRST, SECOND))
          // The mock forgets its records in a rebalance.
          .then(() -> addFrom(stage, (int) stage.consumer.position(FIRST), 100))
          .then(clock::release)
          .until(
              () -> {
                most.accumulateAndGet((int) stage.inFlight(), Math::max);
                return stage.producer.history().size() == 100;
              })
          .run();

      assertThat(most.get()).isBetween(20, 20 + 7);
      assertThat(stage.committedKeys()).isEqualTo(keys(0, 100));
    }
  }

  @Test
  void a_stop_finishes_what_was_read() {
    HoldingClock clock = new HoldingClock(1);
    EngineLimits patient =
        new EngineLimits(
            2,
            10_000,
            1 << 30,
            Duration.ofHours(1),
            10_000,
            100,
            Duration.ofHours(1),
            Duration.ofHours(1));
    try (SessionStage stage = new SessionStage(patient, clock)) {
      stage
          .then(() -> stage.assign(FIRST))
          .then(() -> stage.add(FIRST, 0, 10))
          .until(() -> clock.asked.get() >= 6)
          .then(clock::release)
          .run();

      assertThat(stage.committedKeys()).isEqualTo(keys(0, 10));
      assertThat(stage.last()).isEqualTo(new EngineState.Draining());
    }
  }

  @Test
  void a_stop_that_may_not_wait_leaves_what_is_undecided_to_the_next_instance() {
    HoldingClock clock = new HoldingClock(1);
    EngineLimits hurried =
        new EngineLimits(
            2,
            10_000,
            1 << 30,
            Duration.ofHours(1),
            10_000,
            100,
            Duration.ofHours(1),
            Duration.ZERO);
    try (SessionStage stage = new SessionStage(hurried, clock)) {
      stage
          .then(() -> stage.assign(FIRST))
          .then(() -> stage.add(FIRST, 0, 1))
          .until(() -> clock.asked.get() == 1)
          .then(() -> stage.add(FIRST, 1, 9))
          .until(() -> clock.asked.get() == 10)
          .run();
      clock.release();

      assertThat(stage.committedKeys()).isEmpty();
      assertThat(committedOffset(stage)).isZero();
    }
  }

  @Test
  void a_last_commit_that_fails_is_taken_back_at_once() {
    HoldingClock clock = new HoldingClock(65);
    try (SessionStage stage = halfSent(clock, Duration.ZERO)) {
      stage
          .then(() -> stage.producer.sendOffsetsToTransactionException = new KafkaException("old"))
          .run();
      clock.release();

      assertThat(stage.producer.transactionAborted()).isTrue();
      assertThat(stage.committedKeys()).isEmpty();
      assertThat(committedOffset(stage)).isZero();
    }
  }

  /** One worker has decided 64 of 70 records, which are sent, and is held in the next one. */
  private static SessionStage halfSent(HoldingClock clock) {
    return halfSent(clock, Duration.ofMinutes(1));
  }

  private static SessionStage halfSent(HoldingClock clock, Duration drain) {
    EngineLimits oneWorker =
        new EngineLimits(
            1, 10_000, 1 << 30, Duration.ofHours(1), 10_000, 100, Duration.ofHours(1), drain);
    SessionStage stage = new SessionStage(oneWorker, clock);
    return stage
        .then(() -> stage.assign(FIRST))
        .then(() -> stage.add(FIRST, 0, 70))
        .until(() -> stage.producer.transactionInFlight())
        .then(() -> assertThat(stage.producer.outputCommits()).isZero());
  }

  private static void addFrom(SessionStage stage, int from, int to) {
    stage.add(FIRST, from, to - from);
  }

  private static long committedOffset(SessionStage stage) {
    var committed = stage.consumer.committed(Set.of(FIRST), Duration.ZERO).get(FIRST);
    return committed == null ? 0 : committed.offset();
  }
}
