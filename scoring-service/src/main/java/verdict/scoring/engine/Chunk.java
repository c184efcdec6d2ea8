package verdict.scoring.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import verdict.scoring.evaluate.Outcome;

/**
 * Consecutive records of one partition, decided by one worker. The owner thread makes and reads it;
 * the one hand-over from the worker is {@code outcomes}, which is volatile.
 */
final class Chunk implements Runnable {

  private final TopicPartition partition;
  private final List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records;
  private final Function<ConsumerRecord<byte @Nullable [], byte @Nullable []>, Outcome> evaluator;
  private final Consumer<Chunk> done;
  private final long nextOffset;
  private final long bytes;
  private volatile @Nullable List<Outcome> outcomes;
  private volatile boolean cancelled;

  /**
   * @param nextOffset the position after its last record
   */
  Chunk(
      TopicPartition partition,
      List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records,
      long nextOffset,
      Function<ConsumerRecord<byte @Nullable [], byte @Nullable []>, Outcome> evaluator,
      Consumer<Chunk> done) {
    this.partition = partition;
    this.records = records;
    this.nextOffset = nextOffset;
    this.evaluator = evaluator;
    this.done = done;
    this.bytes = records.stream().mapToLong(Chunk::size).sum();
  }

  /**
   * A position without records: what lies before it are transaction markers, which nobody is
   * handed. Already decided.
   */
  static Chunk empty(TopicPartition partition, long nextOffset) {
    Chunk chunk =
        new Chunk(
            partition,
            List.of(),
            nextOffset,
            record -> {
              throw new IllegalStateException("there is no record to decide");
            },
            done -> {});
    chunk.run();
    return chunk;
  }

  @Override
  public void run() {
    List<Outcome> results = new ArrayList<>(records.size());
    for (var record : records) {
      if (cancelled) {
        return;
      }
      results.add(evaluator.apply(record));
    }
    outcomes = results;
    done.accept(this);
  }

  /** Its results are not wanted any more: a worker that has it stops at the next record. */
  void cancel() {
    cancelled = true;
  }

  TopicPartition partition() {
    return partition;
  }

  /** One outcome for each record, in order; null while a worker has it. */
  @Nullable List<Outcome> outcomes() {
    return outcomes;
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
