package verdict.ledger.project;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import verdict.ledger.store.LedgerDatabase;
import verdict.ledger.store.LostTail;
import verdict.ledger.store.Positions;
import verdict.ledger.store.Positions.Move;

/**
 * One reign of the projection: from positions read out of the database until the first failure. It
 * never repairs itself: after any failure it is thrown away, and the next one starts from the
 * database again, so memory and database cannot part. Confined to the projection's thread.
 */
final class ActiveProjection implements AutoCloseable {

  /** How long a poll waits for records; an idle ledger stores its positions this often. */
  private static final Duration POLL_WAIT = Duration.ofMillis(200);

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

  private final LedgerDatabase database;
  private final Consumer<byte[], byte[]> consumer;
  private final RecordReader reader;
  private final Map<TopicPartition, TopicIdPartition> partitions = new HashMap<>();
  private final Map<TopicIdPartition, Long> positions;
  private final ProjectionMetrics metrics;

  ActiveProjection(
      LedgerDatabase database,
      Consumer<byte[], byte[]> consumer,
      RecordReader reader,
      Map<TopicIdPartition, Long> positions,
      ProjectionMetrics metrics) {
    this.database = database;
    this.consumer = consumer;
    this.reader = reader;
    this.positions = new HashMap<>(positions);
    this.metrics = metrics;
    positions.keySet().forEach(partition -> partitions.put(partition.topicPartition(), partition));
    consumer.assign(partitions.keySet());
    positions.forEach((partition, next) -> consumer.seek(partition.topicPartition(), next));
  }

  /**
   * Reads what there is and applies it, rows and positions in one transaction.
   *
   * @throws LedgerRefusedException if Kafka lost records that were read before
   */
  void step() {
    ConsumerRecords<byte[], byte[]> records = poll();
    List<Move> moves = moves(records.nextOffsets());
    if (moves.isEmpty()) {
      return;
    }
    Batch batch = reader.read(records);
    metrics.timeBatch(batch.size(), () -> apply(moves, batch));
    moves.forEach(move -> positions.put(move.partition(), move.to()));
  }

  /** By its leader epochs the consumer notices a loss even if the log has grown again since. */
  private ConsumerRecords<byte[], byte[]> poll() {
    try {
      return consumer.poll(POLL_WAIT);
    } catch (LogTruncationException truncated) {
      throw StartPositions.refusal(database, lost(truncated));
    }
  }

  private List<LostTail> lost(LogTruncationException truncated) {
    List<LostTail> lost = new ArrayList<>();
    truncated
        .offsetOutOfRangePartitions()
        .forEach(
            (name, next) -> {
              TopicIdPartition partition = partitions.get(name);
              OffsetAndMetadata end = truncated.divergentOffsets().get(name);
              if (partition != null) {
                // Without a common offset the broker knows none of what was read.
                lost.add(new LostTail(partition, next, end == null ? 0 : end.offset()));
              }
            });
    return lost;
  }

  private void apply(List<Move> moves, Batch batch) {
    database.<Integer>write(
        connection -> {
          Positions.advance(connection, moves);
          batch.write(connection);
          return batch.size();
        });
  }

  private List<Move> moves(Map<TopicPartition, OffsetAndMetadata> nextOffsets) {
    List<Move> moves = new ArrayList<>();
    nextOffsets.forEach(
        (name, next) -> {
          TopicIdPartition partition = partitions.get(name);
          Long from = partition == null ? null : positions.get(partition);
          if (partition != null && from != null && next.offset() != from) {
            moves.add(new Move(partition, from, next.offset()));
          }
        });
    return moves;
  }

  /**
   * Asks Kafka how far its logs reach.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException if it does not answer within {@code
   *     limit}
   */
  void measureLag(Duration limit) {
    consumer
        .endOffsets(partitions.keySet(), limit)
        .forEach(
            (name, end) -> {
              TopicIdPartition partition = partitions.get(name);
              Long next = partition == null ? null : positions.get(partition);
              if (next != null) {
                metrics.lag(name, Math.max(0, end - next));
              }
            });
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE_WAIT));
  }
}
