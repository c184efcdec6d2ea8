package verdict.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import verdict.scoring.evaluate.Outcome;

class WatchdogTest {

  private static final TopicPartition PARTITION = new TopicPartition("t", 0);

  private final Watchdog watchdog = new Watchdog(Duration.ofSeconds(1), 0);
  private long now;

  @Test
  void a_record_that_a_worker_has_for_the_whole_limit_is_overdue() {
    List<Chunk> running = List.of(chunk(1, () -> {}));

    assertThat(ticks(running, 10)).isEmpty();
    assertThat(ticks(running, 1)).containsExactly(new Watchdog.Overdue(running.getFirst(), 0));
  }

  @Test
  void an_hour_in_which_the_process_was_frozen_counts_for_one_tick() {
    List<Chunk> running = List.of(chunk(1, () -> {}));
    ticks(running, 1);

    now += Duration.ofHours(1).toNanos();

    assertThat(watchdog.tick(now, running)).isEmpty();
    assertThat(ticks(running, 8)).isEmpty();
    assertThat(ticks(running, 1)).hasSize(1);
  }

  @Test
  void each_record_of_a_chunk_has_the_whole_limit() {
    List<Chunk> running = new ArrayList<>();
    List<Watchdog.Overdue> overdue = new ArrayList<>();
    // Runs here, so what a record does, the watchdog sees while that record is being decided.
    Chunk chunk = chunk(20, () -> overdue.addAll(ticks(running, 9)));
    running.add(chunk);

    chunk.run();

    assertThat(overdue).isEmpty();
  }

  @Test
  void a_chunk_that_is_decided_is_nobodys_fault() {
    Chunk chunk = chunk(1, () -> {});
    chunk.run();

    assertThat(ticks(List.of(chunk), 30)).isEmpty();
  }

  /** Each a tenth of the limit after the last. */
  private List<Watchdog.Overdue> ticks(List<Chunk> running, int count) {
    List<Watchdog.Overdue> overdue = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      now += Watchdog.TICK_BOUND.toNanos();
      overdue.addAll(watchdog.tick(now, running));
    }
    return overdue;
  }

  private static Chunk chunk(int size, Runnable whileDeciding) {
    List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records =
        IntStream.range(0, size).mapToObj(WatchdogTest::record).toList();
    return new Chunk(
        0,
        PARTITION,
        records,
        size,
        record -> {
          whileDeciding.run();
          return new Outcome.Silent();
        },
        () -> {});
  }

  private static ConsumerRecord<byte @Nullable [], byte @Nullable []> record(int offset) {
    return new ConsumerRecord<>(
        "t",
        0,
        offset,
        0L,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        new byte[0],
        new byte[0],
        new RecordHeaders(),
        Optional.empty());
  }
}
