package verdict.analytics;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The properties of Kafka Streams: what carries a guarantee, then what keeps it small. */
final class StreamsProperties {

  /** Also the consumer group, and the prefix of the internal topics. */
  static final String APPLICATION_ID = "verdict-analytics";

  /** How far the aggregates lag behind the decisions; also one transaction's length. */
  static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

  /** A crashed instance's work is taken over after this. */
  private static final Duration SESSION = Duration.ofSeconds(10);

  /** An outage is waited out, however long; the library's own limit would end the threads. */
  private static final Duration OUTAGE = Duration.ofDays(3650);

  private static final int CACHE_BYTES = 1 << 20;
  private static final int BUFFERED_RECORDS = 200;
  private static final int FETCH_BYTES = 4 << 20;
  private static final int PARTITION_FETCH_BYTES = 512 << 10;
  private static final int SEND_BUFFER_BYTES = 4 << 20;

  private StreamsProperties() {}

  static Properties of(AnalyticsConfig config) {
    Properties properties = new Properties();
    properties.putAll(config.kafka());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // The classic protocol: it needs no feature switched on at the brokers.
    properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL.toMillis());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDirectory().toString());
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.internalReplication());
    properties.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, OUTAGE.toMillis());
    keepSmall(properties);
    return properties;
  }

  private static void keepSmall(Properties properties) {
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS);
    consumer(properties, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
    consumer(properties, ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    consumer(properties, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), SEND_BUFFER_BYTES);
  }

  private static void consumer(Properties properties, String name, int value) {
    properties.put(StreamsConfig.consumerPrefix(name), value);
  }
}
