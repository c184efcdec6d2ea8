package verdict.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static verdict.scoring.engine.SessionStage.FIRST;
import static verdict.scoring.engine.SessionStage.LIMITS;
import static verdict.scoring.engine.SessionStage.keys;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
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

  /** Where a process ends: what it was doing never comes to an end, and nothing is closed. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final class Killer implements Evaluation {
    private final Evaluation real = SessionStage.evaluator(() -> Instant.EPOCH);
    private final CountDownLatch killed = new CountDownLatch(1);
    private final String key;

    Killer(String key) {
      this.key = key;
    }

    @Override
    public Outcome evaluate(
        ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source) {
      if (key.equals(new String(Objects.requireNonNull(input.key()), StandardCharsets.UTF_8))) {
        killed.countDown();
        throw new Killed();
      }
      return real.evaluate(input, source);
    }

    @Override
    public Outcome giveUp(
        ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
        Coordinates source,
        ErrorCode code,
        StackTraceElement[] stack) {
      return real.giveUp(input, source, code, stack);
    }
  }

  @Test
  void a_record_that_kills_every_process_ends_as_a_letter_and_nothing_else_does() {
    int processes = 0;
    while (answered.size() < RECORDS) {
      processes++;
      assertThat(processes).as("processes").isLessThan(10);
      live("app-7");
    }

    assertThat(answered).isEqualTo(keys(0, RECORDS));
    assertThat(letters).containsExactly("app-7");
    // Two with everything in flight, three with this record alone, one that answers.
    assertThat(processes).isEqualTo(6);
  }

  @Test
  void with_nothing_that_kills_one_process_is_enough() {
    live("none");

    assertThat(answered).isEqualTo(keys(0, RECORDS));
    assertThat(letters).isEmpty();
  }

  /** One process, to its end. */
  private void live(String killer) {
    int from =
        (int)
            Optional.ofNullable(committed.get(FIRST))
                .map(OffsetAndMetadata::offset)
                .orElse(0L)
                .longValue();
    Killer decisions = new Killer(killer);
    SessionStage stage = new SessionStage(LIMITS, decisions, committed);
    try {
      stage
          .then(() -> stage.assign(FIRST))
          .then(() -> stage.add(FIRST, from, RECORDS - from))
          .until(
              () -> {
                if (decisions.killed.getCount() == 0) {
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
  }
}
