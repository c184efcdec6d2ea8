package verdict.scoring.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
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
  private final long bytes;
  private volatile @Nullable List<Outcome> outcomes;
  private volatile boolean cancelled;

  Chunk(
      TopicPartition partition,
      List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records,
      Function<ConsumerRecord<byte @Nullable [], byte @Nullable []>, Outcome> evaluator,
      Consumer<Chunk> done) {
    this.partition = partition;
    this.records = records;
    this.evaluator = evaluator;
    this.done = done;
    this.bytes = records.stream().mapToLong(Chunk::size).sum();
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

  /** Key and value bytes of its records. */
  long bytes() {
    return bytes;
  }

  /** The position after its last record. */
  long nextOffset() {
    return records.get(records.size() - 1).offset() + 1;
  }

  /** When the broker took in its first, longest waiting record; epoch milliseconds. */
  long oldestTimestamp() {
    return records.get(0).timestamp();
  }

  private static long size(ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
    return Math.max(0, record.serializedKeySize())
        + (long) Math.max(0, record.serializedValueSize());
  }
}
