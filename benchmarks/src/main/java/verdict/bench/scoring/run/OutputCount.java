package verdict.bench.scoring.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import verdict.wire.Topic;

/** Counts what an engine has written, as whoever reads its outputs sees it. */
final class OutputCount {

  private static final Duration POLL_WAIT = Duration.ofMillis(100);

  private OutputCount() {}

  /** Every committed record on the scores' and the letters' topic. */
  static long committed(String bootstrapServers) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties(bootstrapServers))) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long count = 0;
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        count += consumer.poll(POLL_WAIT).count();
      }
      return count;
    }
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
