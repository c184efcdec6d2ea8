package verdict.scoring.engine;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the clients of each session from their complete settings. {@link #REAL} is what runs; who
 * injects faults wraps it.
 */
public interface KafkaClients {

  /** Kafka's own. */
  KafkaClients REAL =
      new KafkaClients() {
        @Override
        public Consumer<byte @Nullable [], byte @Nullable []> consumer(
            Map<String, Object> settings) {
          return new KafkaConsumer<>(settings);
        }

        @Override
        public Producer<byte @Nullable [], byte @Nullable []> producer(
            Map<String, Object> settings) {
          return new KafkaProducer<>(settings);
        }
      };

  /** A consumer for one session, which closes it. */
  Consumer<byte @Nullable [], byte @Nullable []> consumer(Map<String, Object> settings);

  /** A transactional producer for one session, which closes it. */
  Producer<byte @Nullable [], byte @Nullable []> producer(Map<String, Object> settings);
}
