package verdict.bench.scoring.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.transaction.KafkaTransactionManager;

/** Spring Kafka: a batch listener, a transaction for each poll, a consumer for each processor. */
final class SpringEngine implements Peer {

  /** For the batches at hand: a cold process on a busy machine takes long over one. */
  private static final Duration END_LIMIT = Duration.ofSeconds(20);

  @Override
  public AutoCloseable start(Task task) {
    DefaultKafkaProducerFactory<byte @Nullable [], byte @Nullable []> producers =
        new DefaultKafkaProducerFactory<>(Clients.producer(task));
    producers.setTransactionIdPrefix(task.group() + "-spring-");
    KafkaTemplate<byte @Nullable [], byte @Nullable []> template = new KafkaTemplate<>(producers);
    ContainerProperties properties = new ContainerProperties(Clients.INPUTS.toArray(String[]::new));
    properties.setKafkaAwareTransactionManager(new KafkaTransactionManager<>(producers));
    properties.setMessageListener(listener(task.decisions(), template));
    ConcurrentMessageListenerContainer<byte @Nullable [], byte @Nullable []> container =
        new ConcurrentMessageListenerContainer<>(
            new DefaultKafkaConsumerFactory<>(Clients.consumerOfBatches(task)), properties);
    container.setConcurrency(task.threads());
    container.setBeanName("spring");
    container.start();
    return () -> {
      CountDownLatch ended = new CountDownLatch(1);
      container.stop(ended::countDown);
      boolean inTime = ended.await(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      producers.destroy();
      if (!inTime) {
        throw new IllegalStateException("spring does not end: it would disturb others");
      }
    };
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the commit fails if one of them did
  private static BatchMessageListener<byte @Nullable [], byte @Nullable []> listener(
      Decisions decisions, KafkaTemplate<byte @Nullable [], byte @Nullable []> template) {
    return (List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> batch) ->
        batch.forEach(record -> template.send(decisions.decide(record).output()));
  }
}
