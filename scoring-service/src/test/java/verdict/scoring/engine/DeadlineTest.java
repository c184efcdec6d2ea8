package verdict.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static verdict.scoring.engine.SessionStage.FIRST;
import static verdict.scoring.engine.SessionStage.SECOND;
import static verdict.scoring.engine.SessionStage.keys;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import verdict.scoring.evaluate.Evaluation;
import verdict.scoring.evaluate.Outcome;
import verdict.wire.Coordinates;
import verdict.wire.ErrorCode;

/** Decisions that do not end. */
class DeadlineTest {

  private static final EngineLimits LIMITS =
      new EngineLimits(
          2,
          10_000,
          1 << 30,
          Duration.ofHours(1),
          10_000,
          100,
          Duration.ofMillis(400),
          Duration.ofHours(1));

  /** Decides, but for some applications, whose first attempts loop and cannot be interrupted. */
  private static final class Looping implements Evaluation, AutoCloseable {
    private final Evaluation real = SessionStage.evaluator(() -> Instant.EPOCH);
    private final Map<String, AtomicInteger> loops = new ConcurrentHashMap<>();
    private final Set<String> decided = ConcurrentHashMap.newKeySet();
    private final Semaphore over = new Semaphore(0);

    Looping loop(String key, int attempts) {
      loops.put(key, new AtomicInteger(attempts));
      return this;
    }

    @Override
    public Outcome evaluate(
        ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source) {
      String key = new String(Objects.requireNonNull(input.key()), StandardCharsets.UTF_8);
      AtomicInteger left = loops.get(key);
      if (left != null && left.getAndDecrement() > 0) {
        over.acquireUninterruptibly(); // as deaf as a loop, without its heat
      }
      decided.add(key);
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

    @Override
    public void close() {
      over.release(100);
    }
  }

  @Test
  void a_decision_that_never_ends_becomes_a_letter_in_its_place_and_the_others_are_scored() {
    Looping decisions = new Looping().loop("app-3", 2);
    try (SessionStage stage = new SessionStage(LIMITS, decisions);
        decisions) {
      stage
          .then(() -> stage.assign(FIRST))
          .then(() -> stage.add(FIRST, 0, 40))
          .until(() -> stage.producer.history().size() == 40)
          .run();

      assertThat(stage.committedKeys()).isEqualTo(keys(0, 40));
      assertThat(stage.letters()).containsExactly("app-3");
      assertThat(stage.registry.get("verdict.scoring.overdue").counter().count()).isEqualTo(2);
      assertThat(stage.letterHeader("dlq.error.code")).isEqualTo("SCORING_TIMEOUT");
      assertThat(stage.letterHeader("__dlq.errors.delivery.count")).isEqualTo("2");
      assertThat(stage.letterHeader("dlq.stack")).contains("DeadlineTest");
    }
  }

  @Test
  void the_second_attempt_may_succeed() {
    Looping decisions = new Looping().loop("app-0", 1);
    try (SessionStage stage = new SessionStage(LIMITS, decisions);
        decisions) {
      stage
          .then(() -> stage.assign(FIRST))
          .then(() -> stage.add(FIRST, 0, 5))
          .until(() -> stage.producer.history().size() == 5)
          .run();

      assertThat(stage.committedKeys()).isEqualTo(keys(0, 5));
      assertThat(stage.letters()).isEmpty();
    }
  }

  @Test
  void other_partitions_go_on_meanwhile() {
    Looping decisions = new Looping().loop("app-0", 1);
    try (SessionStage stage = new SessionStage(LIMITS, decisions);
        decisions) {
      stage
          .then(() -> stage.assign(FIRST, SECOND))
          .then(() -> stage.add(FIRST, 0, 1))
          .then(() -> stage.add(SECOND, 1, 20))
          .until(() -> decisions.decided.containsAll(keys(1, 20)))
          .then(() -> assertThat(decisions.decided).doesNotContain("app-0"))
          .until(() -> stage.producer.history().size() == 21)
          .run();
    }
  }

  @Test
  @Timeout(60) // of the hour that a drain may take: no thread is left that could decide the rest
  void with_every_thread_stuck_it_letters_commits_and_asks_for_a_new_process_at_once() {
    Looping decisions = new Looping();
    try (SessionStage stage = new SessionStage(LIMITS, decisions);
        decisions) {
      for (String key : keys(10, 20)) {
        decisions.loop(key, 2);
      }
      stage.then(() -> stage.assign(FIRST)).then(() -> stage.add(FIRST, 0, 100)).until(() -> false);

      assertThatExceptionOfType(EngineStopException.class)
          .isThrownBy(stage::run)
          .withMessageContaining("threads are stuck");

      List<String> letters = stage.letters();
      assertThat(letters).hasSizeBetween(1, 10).isEqualTo(keys(10, letters.size()));
      assertThat(stage.committedKeys()).isEqualTo(keys(0, 10 + letters.size()));
    }
  }

  @Test
  @Timeout(60)
  void
      threads_go_first_to_what_leaves_next_so_each_process_answers_as_many_as_it_has_threads_for() {
    Looping decisions = new Looping();
    try (SessionStage stage = new SessionStage(LIMITS, decisions);
        decisions) {
      // Of one partition, with either worker: what the second one answers waits for the first.
      Stream.concat(keys(0, 10).stream(), keys(50, 60).stream())
          .forEach(key -> decisions.loop(key, 2));
      stage.then(() -> stage.assign(FIRST)).then(() -> stage.add(FIRST, 0, 100)).until(() -> false);

      assertThatExceptionOfType(EngineStopException.class).isThrownBy(stage::run);

      assertThat(stage.letters()).hasSizeGreaterThanOrEqualTo(4);
    }
  }
}
