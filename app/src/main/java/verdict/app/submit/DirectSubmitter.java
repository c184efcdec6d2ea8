package verdict.app.submit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import verdict.app.sample.Submission;
import verdict.wire.Topic;

/** Writes straight to Kafka, as a foreign producer would. Thread-safe. */
public final class DirectSubmitter implements AutoCloseable {

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final KafkaProducer<byte @Nullable [], byte @Nullable []> producer;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * @param kafka client properties
   */
  public DirectSubmitter(Map<String, Object> kafka) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.APPLICATIONS.maxMessageBytes());
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    this.producer = new KafkaProducer<>(properties);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback counts what the broker has
  public void submit(Submission.ToKafka application) {
    producer.send(
        new ProducerRecord<>(
            Topic.APPLICATIONS.topicName(), application.key(), application.value()),
        (metadata, error) -> {
          if (error == null) {
            acknowledged.incrementAndGet();
          } else {
            failure.compareAndSet(null, error);
          }
        });
  }

  /**
   * Waits until the broker has answered every send.
   *
   * @return how many it has
   * @throws KafkaException if it refused one
   */
  public long await() {
    producer.flush();
    Exception first = failure.get();
    if (first != null) {
      throw new KafkaException("a direct write was not acknowledged", first);
    }
    return acknowledged.get();
  }

  @Override
  public void close() {
    producer.close(CLOSE_LIMIT);
  }
}
