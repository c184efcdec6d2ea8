package verdict.bench.scoring.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The least that a transactional engine can do: poll, hand out, send on whatever thread is done in
 * whatever order, commit. It commits how many records of a partition are done, not which: after a
 * crash that would be wrong, and for as long as nothing crashes nothing is cheaper.
 */
final class CeilingLoop implements Peer {

  private static final Duration IDLE_POLL = Duration.ofMillis(100);
  private static final Duration BUSY_POLL = Duration.ofMillis(5);
  private static final Duration END_LIMIT = Duration.ofSeconds(5);
  private static final int CHUNK = 64;
  private static final int IN_FLIGHT_RECORDS = 10_000;

  @Override
  public AutoCloseable start(Task task) {
    return new LoopThread("ceiling", task.onFailure(), wanted -> new Owner(task).run(wanted));
  }

  /** Confined to its thread, but for what says otherwise. */
  private static final class Owner {
    private final Task task;
    private final Decisions decisions;

    /** Workers count it down. */
    private final AtomicInteger inFlight = new AtomicInteger();

    Owner(Task task) {
      this.task = task;
      this.decisions = task.decisions();
    }

    void run(BooleanSupplier wanted) {
      ExecutorService workers = Executors.newFixedThreadPool(task.threads());
      try (KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer =
              Clients.open(Clients.consumer(task));
          CeilingTransactions transactions = new CeilingTransactions(task)) {
        consumer.subscribe(Clients.INPUTS);
        while (wanted.getAsBoolean()) {
          backPressure(consumer);
          handOut(poll(consumer), workers, transactions);
          transactions.commitIfDue(consumer::groupMetadata);
        }
        end(workers);
      } finally {
        workers.shutdownNow();
      }
    }

    /** Before the producers: nobody sends to one that is closed. */
    private static void end(ExecutorService workers) {
      workers.shutdownNow();
      try {
        workers.awaitTermination(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private ConsumerRecords<byte @Nullable [], byte @Nullable []> poll(
        KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer) {
      return consumer.poll(inFlight.get() == 0 ? IDLE_POLL : BUSY_POLL);
    }

    private void backPressure(KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer) {
      if (inFlight.get() >= IN_FLIGHT_RECORDS) {
        consumer.pause(consumer.assignment());
      } else if (inFlight.get() <= IN_FLIGHT_RECORDS / 2) {
        consumer.resume(consumer.paused());
      }
    }

    private void handOut(
        ConsumerRecords<byte @Nullable [], byte @Nullable []> records,
        ExecutorService workers,
        CeilingTransactions transactions) {
      inFlight.addAndGet(records.count());
      for (TopicPartition partition : records.partitions()) {
        List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> run = records.records(partition);
        int size = Math.clamp((run.size() + task.threads() - 1) / task.threads(), 1, CHUNK);
        for (int from = 0; from < run.size(); from += size) {
          var chunk = run.subList(from, Math.min(run.size(), from + size));
          workers.execute(() -> decide(partition, chunk, transactions));
        }
      }
    }

    /** On a worker. */
    private void decide(
        TopicPartition partition,
        List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> chunk,
        CeilingTransactions transactions) {
      transactions.send(
          partition, chunk.stream().map(decisions::decide).map(sent -> sent.output()).toList());
      inFlight.addAndGet(-chunk.size());
    }
  }
}
