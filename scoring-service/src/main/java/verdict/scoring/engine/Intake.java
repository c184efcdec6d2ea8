package verdict.scoring.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import verdict.scoring.evaluate.Outcome;

/** Where polled records become work: into their partition's lane and to the workers. */
final class Intake {

  private static final int CHUNK_BOUND = 64;

  private final Workbench bench;
  private final Positions positions;
  private final Lanes lanes;
  private final Caution caution;

  /** Up to where each partition's records and markers have come. */
  private final Map<TopicPartition, Long> reached = new HashMap<>();

  private long turn;

  Intake(Workbench bench, Positions positions, Lanes lanes, Caution caution) {
    this.caution = caution;
    this.bench = bench;
    this.positions = positions;
    this.lanes = lanes;
  }

  /** Partitions were put to these positions. */
  void startAt(Collection<Positions.Started> positions) {
    positions.forEach(position -> reached.put(position.partition(), position.offset()));
  }

  /** Cuts what was polled into chunks, in the partitions' order. */
  void accept(ConsumerRecords<byte @Nullable [], byte @Nullable []> records) {
    int workers = bench.limits().workers();
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> run = records.records(partition);
      // A short run is shared out, a long one is cut so that no worker holds up a lane for long.
      int size =
          caution.isSuspect(partition)
              ? 1
              : Math.clamp((run.size() + workers - 1) / workers, 1, CHUNK_BOUND);
      for (int from = 0; from < run.size(); from += size) {
        int to = Math.min(run.size(), from + size);
        Chunk chunk =
            new Chunk(
                turn++,
                partition,
                run.subList(from, to),
                run.get(to - 1).offset() + 1,
                this::evaluate,
                bench.workers()::finished);
        lanes.add(chunk);
        handOver(chunk);
      }
    }
    records.nextOffsets().forEach((partition, next) -> skipMarkers(records, partition, next));
  }

  private void handOver(Chunk chunk) {
    if (caution.isOn()) {
      caution.hold(chunk);
    } else {
      bench.workers().submit(chunk);
    }
  }

  /**
   * Transaction markers take offsets, too. Left uncommitted, they would look like unread records
   * once retention has taken them. An idle partition is named as well, with the position that it
   * had.
   */
  private void skipMarkers(
      ConsumerRecords<byte @Nullable [], byte @Nullable []> records,
      TopicPartition partition,
      OffsetAndMetadata next) {
    List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> run = records.records(partition);
    long before = run.isEmpty() ? reached.getOrDefault(partition, 0L) : run.getLast().offset() + 1;
    if (before < next.offset()) {
      lanes.add(Chunk.empty(partition, next.offset()));
    }
    reached.put(partition, next.offset());
  }

  /** Runs on the workers: reads topic ids and the evaluation, and touches nothing else. */
  private Outcome evaluate(ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
    return bench.evaluation().evaluate(record, positions.coordinates(record));
  }
}
