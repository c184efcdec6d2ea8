package verdict.ingest.publish;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import verdict.kit.ConfigurationException;

/** The producer's properties: what the operator passed through, and over it what G1 rests on. */
final class ProducerProperties {

  /** Long enough to fill a batch under load, too short to be noticed by one request. */
  private static final int LINGER_MILLIS = 3;

  /** Longest pause between two attempts to reach a broker. */
  private static final long LONGEST_PAUSE_MILLIS = 500;

  /** Room beside the records' own bytes for batches that are not full. */
  private static final long BATCH_ROOM_BYTES = 4L * 1024 * 1024;

  private ProducerProperties() {}

  static Map<String, Object> of(Map<String, Object> kafka, PublishLimits limits) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "verdict-ingest");
    properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // Kafka gives up when the request has been answered anyway; half of it for one attempt, so that
    // a second one fits in; a quarter to wait for metadata, as that holds up the records behind.
    Duration limit = limits.acknowledgement();
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(limit.toMillis()));
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(limit.toMillis() / 2));
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, limit.toMillis() / 4);
    // While no broker answers, the client forgets the topic and asks anew at these pauses: with
    // longer ones the wait for metadata would end first.
    long pause = Math.min(LONGEST_PAUSE_MILLIS, limit.toMillis() / 16);
    properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, pause);
    properties.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, pause);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes(limits));
    return checked(properties);
  }

  /** Here rather than where the producer is made: a mistake must end the start, not be retried. */
  private static Map<String, Object> checked(Map<String, Object> properties) {
    Map<String, Object> complete = new HashMap<>(properties);
    complete.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    complete.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    try {
      var unused = new ProducerConfig(complete);
      return properties;
    } catch (ConfigException e) {
      throw new ConfigurationException(
          List.of("Kafka does not accept a VERDICT_KAFKA_ property: " + e.getMessage()));
    }
  }

  /** Twice the bound: a record that was given up may still sit in the producer for a moment. */
  private static long bufferBytes(PublishLimits limits) {
    return 2 * limits.inFlightBytes() + BATCH_ROOM_BYTES;
  }
}
