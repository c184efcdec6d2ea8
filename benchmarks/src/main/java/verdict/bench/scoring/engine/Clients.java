package verdict.bench.scoring.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import verdict.bench.scoring.plan.Work;
import verdict.wire.Topic;

/**
 * The settings of all engines but ours: what {@code EngineKafka} gives to ours, so that batches,
 * compression, acknowledgements and isolation are the same. Requests in flight stay at the
 * producer's default of five: ours has one, for the sake of its guarantees.
 */
final class Clients {

  /** As long as ours keeps a transaction open under load. */
  static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

  /** Most records of one poll. */
  static final int POLL_RECORDS = 1_000;

  /** Most records of one poll where each has its own commit. */
  private static final int BATCH_POLL_RECORDS = 10_000;

  /** What all engines but ours read; ours reads the replays' topic, too, which is empty. */
  static final List<String> INPUTS = List.of(Topic.APPLICATIONS.topicName());

  private Clients() {}

  static Map<String, Object> consumer(Task task) {
    Map<String, Object> properties = consumerTuning();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, task.bootstrapServers());
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, task.group());
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return properties;
  }

  /**
   * For engines that commit once for each poll: a poll's work takes about as long as the others
   * leave a transaction open.
   */
  static Map<String, Object> consumerOfBatches(Task task) {
    Map<String, Object> properties = consumer(task);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batchRecords(task.work()));
    return properties;
  }

  static int batchRecords(Work work) {
    long perInterval = COMMIT_INTERVAL.toNanos() / 1_000 / Math.max(1, work.roughMicros());
    return (int) Math.min(BATCH_POLL_RECORDS, perInterval);
  }

  /** What Kafka Streams may be told, too. */
  static Map<String, Object> consumerTuning() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * 1024 * 1024);
    return properties;
  }

  static Map<String, Object> producer(Task task) {
    Map<String, Object> properties = producerTuning();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, task.bootstrapServers());
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return properties;
  }

  /** What Kafka Streams may be told, too. */
  static Map<String, Object> producerTuning() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L * 1024 * 1024);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.LETTERS.maxMessageBytes());
    // By default a transaction that begins while the last one's markers are written waits 100 ms.
    properties.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5L);
    return properties;
  }

  static Map<String, Object> transactional(Task task, String suffix) {
    Map<String, Object> properties = producer(task);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, task.group() + suffix);
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 15_000);
    return properties;
  }

  static KafkaConsumer<byte @Nullable [], byte @Nullable []> open(Map<String, Object> consumer) {
    return new KafkaConsumer<>(consumer);
  }

  static KafkaProducer<byte @Nullable [], byte @Nullable []> opened(Map<String, Object> producer) {
    return new KafkaProducer<>(producer);
  }
}
