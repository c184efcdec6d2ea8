package verdict.bench.scoring.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import verdict.wire.Topic;

/**
 * Where the committed outputs of a run lie, on the scores' and the letters' topic: without what was
 * aborted, and without transactions' markers.
 */
final class Outputs {

  private static final Duration POLL_WAIT = Duration.ofMillis(100);

  /** For reading them all; for a transaction that was left open, until the broker aborts it. */
  private static final Duration READ_LIMIT = Duration.ofSeconds(75);

  /** In increasing order. */
  private final Map<TopicPartition, List<Long>> offsets = new HashMap<>();

  /**
   * Reads all of them. To where the log ends now: readers of committed records see its end only
   * when the markers of the last transactions are written, which is after their offsets can be
   * seen.
   *
   * @throws BenchmarkException if the end is not reached in time
   */
  static Outputs read(Cluster cluster) {
    Outputs outputs = new Outputs();
    each(
        cluster,
        READ_LIMIT,
        record ->
            outputs.add(new TopicPartition(record.topic(), record.partition()), record.offset()));
    return outputs;
  }

  /** The same for each of them, in a time of one's own. */
  static void each(
      Cluster cluster, Duration limit, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    Map<TopicPartition, Long> ends =
        cluster.outputEnds(IsolationLevel.READ_UNCOMMITTED).byPartition();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties(cluster.bootstrapServers()))) {
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      long until = System.nanoTime() + limit.toNanos();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL_WAIT).forEach(reader);
        if (System.nanoTime() - until > 0) {
          throw new BenchmarkException(
              "its outputs cannot be read to their end within %d s: a transaction is open"
                  .formatted(limit.toSeconds()));
        }
      }
    }
  }

  /** The next one of a partition. */
  void add(TopicPartition partition, long offset) {
    offsets.computeIfAbsent(partition, key -> new ArrayList<>()).add(offset);
  }

  long count() {
    return offsets.values().stream().mapToLong(List::size).sum();
  }

  /** How many lie before those ends. */
  long countBefore(Offsets ends) {
    return ends.byPartition().entrySet().stream()
        .mapToLong(end -> before(offsets.getOrDefault(end.getKey(), List.of()), end.getValue()))
        .sum();
  }

  private static int before(List<Long> sorted, long end) {
    int found = Collections.binarySearch(sorted, end);
    return found >= 0 ? found : -found - 1;
  }

  static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
    return Stream.of(Topic.SCORES, Topic.LETTERS)
        .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  static Map<String, Object> properties(String bootstrapServers) {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        "read_committed",
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest",
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        10_000,
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class,
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class);
  }
}
