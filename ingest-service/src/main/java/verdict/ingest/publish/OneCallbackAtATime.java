package verdict.ingest.publish;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import reactor.kafka.sender.SenderOptions;
import reactor.kafka.sender.internals.ProducerFactory;

/**
 * Makes producers whose callbacks never run at the same time.
 *
 * <p>Kafka calls back on its own thread, but on the sending thread if a record fails at once.
 * Reactor Kafka turns each callback into an {@code onNext}, and a flux whose {@code onNext} runs
 * twice at a time may lose one of them: a lost answer.
 */
final class OneCallbackAtATime extends ProducerFactory {

  @Override
  public <K, V> Producer<K, V> createProducer(SenderOptions<K, V> options) {
    return new SerialProducer<>(options);
  }

  private static final class SerialProducer<K, V> extends KafkaProducer<K, V> {
    private final ReentrantLock callingBack = new ReentrantLock();

    SerialProducer(SenderOptions<K, V> options) {
      super(options.producerProperties(), options.keySerializer(), options.valueSerializer());
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<K, V> record, @Nullable Callback callback) {
      if (callback == null) {
        return super.send(record, null);
      }
      Callback serial = serial(callback);
      try {
        return super.send(record, serial);
      } catch (RuntimeException failure) {
        // Thrown, it would become a callback that does not wait for its turn.
        serial.onCompletion(null, failure);
        return CompletableFuture.failedFuture(failure);
      }
    }

    private Callback serial(Callback callback) {
      return (metadata, failure) -> {
        callingBack.lock();
        try {
          callback.onCompletion(metadata, failure);
        } finally {
          callingBack.unlock();
        }
      };
    }
  }
}
