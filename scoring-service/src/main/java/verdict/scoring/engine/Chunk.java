package verdict.scoring.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import verdict.scoring.evaluate.Outcome;

/**
 * Consecutive records of one partition, decided by one worker. The owner thread makes and reads it;
 * the one hand-over from the worker is {@code decided}, which is volatile.
 */
final class Chunk implements Runnable {

  /** As they were read; parts of one in its place. */
  static final Comparator<Chunk> READING =
      Comparator.<Chunk>comparingLong(chunk -> chunk.turn)
          .thenComparingLong(chunk -> chunk.nextOffset);

  private final long turn;
  private final TopicPartition partition;
  private final List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records;
  private final Function<ConsumerRecord<byte @Nullable [], byte @Nullable []>, Outcome> evaluator;
  private final Runnable done;
  private final long nextOffset;
  private final long bytes;
  private final boolean retry;
  private final @Nullable Outcome[] outcomes;
  private volatile int decided;
  private volatile boolean cancelled;
  private @Nullable Thread worker;

  /** Nanoseconds; written by whoever has it, which hands it over by the queue. */
  private long since;

  private Chunk(
      long turn,
      TopicPartition partition,
      List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records,
      long nextOffset,
      Function<ConsumerRecord<byte @Nullable [], byte @Nullable []>, Outcome> evaluator,
      Runnable done,
      boolean retry) {
    this.turn = turn;
    this.partition = partition;
    this.records = records;
    this.nextOffset = nextOffset;
    this.evaluator = evaluator;
    this.done = done;
    this.retry = retry;
    this.outcomes = new @Nullable Outcome[records.size()];
    this.bytes = records.stream().mapToLong(Chunk::size).sum();
  }

  /**
   * @param turn how many chunks were read before it
   * @param nextOffset the position after its last record
   */
  Chunk(
      long turn,
      TopicPartition partition,
      List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records,
      long nextOffset,
      Function<ConsumerRecord<byte @Nullable [], byte @Nullable []>, Outcome> evaluator,
      Runnable done) {
    this(turn, partition, records, nextOffset, evaluator, done, false);
  }

  /**
   * A position without records: what lies before it are transaction markers, which nobody is
   * handed. Already decided.
   */
  static Chunk empty(TopicPartition partition, long nextOffset) {
    return new Chunk(
        0,
        partition,
        List.of(),
        nextOffset,
        record -> {
          throw new IllegalStateException("there is no record to decide");
        },
        () -> {});
  }

  /** It goes to the workers. */
  void queued() {
    since = System.nanoTime();
  }

  /** A worker takes it; says how long it waited. */
  Duration begun() {
    return lap();
  }

  /** Its worker is done with it; says how long that took. */
  Duration ended() {
    return lap();
  }

  private Duration lap() {
    long now = System.nanoTime();
    Duration lap = Duration.ofNanos(now - since);
    since = now;
    return lap;
  }

  @Override
  public void run() {
    lend(Thread.currentThread());
    try {
      for (int i = decided; i < outcomes.length && !cancelled; i++) {
        outcomes[i] = evaluator.apply(records.get(i));
        decided = i + 1;
      }
    } finally {
      lend(null);
    }
    if (isDecided()) {
      done.run();
    }
  }

  private synchronized void lend(@Nullable Thread to) {
    worker = to;
  }

  /**
   * Interrupts the worker that has it, if one has.
   *
   * @return what that worker was doing
   */
  synchronized Optional<StackTraceElement[]> interrupt() {
    Thread holder = worker;
    if (holder == null) {
      return Optional.empty();
    }
    StackTraceElement[] stack = holder.getStackTrace();
    holder.interrupt();
    return Optional.of(stack);
  }

  /** Its results are not wanted any more: a worker that has it stops at the next record. */
  void cancel() {
    cancelled = true;
  }

  boolean isCancelled() {
    return cancelled;
  }

  TopicPartition partition() {
    return partition;
  }

  /** How many of its records are decided: the index of the one that a worker has. */
  int decided() {
    return decided;
  }

  boolean isDecided() {
    return decided == outcomes.length;
  }

  /**
   * One outcome for each record, in order.
   *
   * @throws IllegalStateException while a worker has it
   */
  List<Outcome> outcomes() {
    if (!isDecided()) {
      throw new IllegalStateException("the chunk is not decided");
    }
    List<Outcome> all = new ArrayList<>(outcomes.length);
    for (Outcome outcome : outcomes) {
      all.add(Objects.requireNonNull(outcome, "a record left its worker without an outcome"));
    }
    return all;
  }

  /** Whether it is a record's second and last attempt. */
  boolean isRetry() {
    return retry;
  }

  ConsumerRecord<byte @Nullable [], byte @Nullable []> record(int index) {
    return records.get(index);
  }

  /** The decided records before this one, with their outcomes. */
  Chunk before(int index) {
    Chunk part = part(0, index, false);
    System.arraycopy(outcomes, 0, part.outcomes, 0, index);
    part.decided = index;
    return part;
  }

  /** This record alone, for its second attempt. */
  Chunk retry(int index) {
    return part(index, index + 1, true);
  }

  /** This record alone, answered. */
  Chunk answered(int index, Outcome outcome) {
    Chunk part = part(index, index + 1, false);
    part.outcomes[0] = outcome;
    part.decided = 1;
    return part;
  }

  /** The records after this one, undecided. */
  Chunk after(int index) {
    return part(index + 1, records.size(), false);
  }

  private Chunk part(int from, int to, boolean again) {
    long next = to == records.size() ? nextOffset : records.get(to).offset();
    return new Chunk(turn, partition, records.subList(from, to), next, evaluator, done, again);
  }

  int size() {
    return records.size();
  }

  /** Key, value and header bytes of its records. */
  long bytes() {
    return bytes;
  }

  /** The position after its last record, and after the transaction markers behind that. */
  long nextOffset() {
    return nextOffset;
  }

  /**
   * When the broker took in its first, longest waiting record; epoch milliseconds. None without
   * records.
   */
  OptionalLong oldestTimestamp() {
    return records.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(records.getFirst().timestamp());
  }

  private static long size(ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
    long size =
        Math.max(0, record.serializedKeySize()) + (long) Math.max(0, record.serializedValueSize());
    for (Header header : record.headers()) {
      byte[] value = header.value();
      size += header.key().length() + (value == null ? 0 : value.length);
    }
    return size;
  }
}
