package verdict.bench.scoring.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/** What one writes first: poll, compute, produce, commitSync; at least once. */
final class PlainLoop implements Peer {

  private static final Duration POLL_WAIT = Duration.ofMillis(100);

  @Override
  public AutoCloseable start(Task task) {
    List<LoopThread> threads = new ArrayList<>();
    for (int i = 0; i < task.threads(); i++) {
      threads.add(new LoopThread("plain-" + i, task.onFailure(), wanted -> run(task, wanted)));
    }
    return () -> {
      for (LoopThread thread : threads) {
        thread.close();
      }
    };
  }

  @SuppressWarnings("FutureReturnValueIgnored") // flush waits for all of them
  private static void run(Task task, BooleanSupplier wanted) {
    Decisions decisions = task.decisions();
    try (KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer =
            Clients.open(Clients.consumerOfBatches(task));
        KafkaProducer<byte @Nullable [], byte @Nullable []> producer =
            Clients.opened(Clients.producer(task))) {
      consumer.subscribe(Clients.INPUTS);
      while (wanted.getAsBoolean()) {
        ConsumerRecords<byte @Nullable [], byte @Nullable []> records = consumer.poll(POLL_WAIT);
        for (ConsumerRecord<byte @Nullable [], byte @Nullable []> record : records) {
          producer.send(decisions.decide(record).output());
        }
        if (!records.isEmpty()) {
          producer.flush();
          consumer.commitSync();
        }
      }
    }
  }
}
