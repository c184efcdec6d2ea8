package verdict.bench.scoring.load;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills the input topic before a drain. */
public final class Preload {

  private Preload() {}

  /** Returns when all of them are acknowledged. */
  @SuppressWarnings("FutureReturnValueIgnored") // flush waits for all of them
  public static void send(String bootstrapServers, InputRecords records, long count) {
    try (KafkaProducer<byte @Nullable [], byte @Nullable []> producer =
        new KafkaProducer<>(producer(bootstrapServers, 20))) {
      for (long i = 0; i < count; i++) {
        producer.send(records.next());
      }
      producer.flush();
    }
  }

  static Map<String, Object> producer(String bootstrapServers, int lingerMillis) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return properties;
  }
}
