package verdict.bench.scoring.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The least that a transactional engine can do: poll, hand out, send what is done in whatever
 * order, commit. It commits how many records of a partition are done, not which: after a crash that
 * would be wrong, and for as long as nothing crashes nothing is cheaper.
 */
final class CeilingLoop implements Peer {

  private static final Duration IDLE_POLL = Duration.ofMillis(100);
  private static final long WORK_WAIT_MILLIS = 5;
  private static final int CHUNK = 64;
  private static final int IN_FLIGHT_RECORDS = 10_000;
  private static final int TRANSACTION_RECORDS = 10_000;

  private record Done(
      TopicPartition partition,
      List<ProducerRecord<byte @Nullable [], byte @Nullable []>> outputs) {}

  @Override
  public AutoCloseable start(Task task) {
    return new LoopThread("ceiling", task.onFailure(), wanted -> new Owner(task).run(wanted));
  }

  /** Confined to its thread, but for the queue of what is done. */
  private static final class Owner {
    private final Task task;
    private final Decisions decisions;
    private final BlockingQueue<Done> done = new LinkedBlockingQueue<>(); // bounded by in flight
    private final Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    private int inFlight;
    private int outputs;
    private long openedAt;

    Owner(Task task) {
      this.task = task;
      this.decisions = task.decisions();
    }

    void run(BooleanSupplier wanted) {
      ExecutorService workers = Executors.newFixedThreadPool(task.threads());
      try (KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer =
              Clients.open(Clients.consumer(task));
          KafkaProducer<byte @Nullable [], byte @Nullable []> producer =
              Clients.opened(Clients.transactional(task, "-ceiling"))) {
        producer.initTransactions();
        consumer.subscribe(Clients.INPUTS);
        while (wanted.getAsBoolean()) {
          intake(consumer, workers);
          emit(producer);
          commitIfDue(consumer, producer);
        }
      } finally {
        workers.shutdownNow();
      }
    }

    private void intake(
        KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer, ExecutorService workers) {
      if (inFlight >= IN_FLIGHT_RECORDS) {
        consumer.pause(consumer.assignment());
      } else if (inFlight <= IN_FLIGHT_RECORDS / 2) {
        consumer.resume(consumer.paused());
      }
      var records = consumer.poll(inFlight == 0 ? IDLE_POLL : Duration.ZERO);
      for (TopicPartition partition : records.partitions()) {
        List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> run = records.records(partition);
        int size = Math.clamp((run.size() + task.threads() - 1) / task.threads(), 1, CHUNK);
        for (int from = 0; from < run.size(); from += size) {
          var chunk = run.subList(from, Math.min(run.size(), from + size));
          workers.execute(() -> decide(partition, chunk));
        }
        inFlight += run.size();
      }
    }

    /** On a worker. */
    private void decide(
        TopicPartition partition,
        List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> chunk) {
      List<ProducerRecord<byte @Nullable [], byte @Nullable []>> sendable =
          new ArrayList<>(chunk.size());
      for (ConsumerRecord<byte @Nullable [], byte @Nullable []> record : chunk) {
        sendable.add(decisions.decide(record).output());
      }
      done.add(new Done(partition, sendable));
    }

    private void emit(KafkaProducer<byte @Nullable [], byte @Nullable []> producer) {
      Done next = inFlight == 0 ? done.poll() : awaitDone();
      while (next != null) {
        send(producer, next);
        next = outputs < TRANSACTION_RECORDS ? done.poll() : null;
      }
    }

    private @Nullable Done awaitDone() {
      try {
        return done.poll(WORK_WAIT_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails if one of them did
    private void send(KafkaProducer<byte @Nullable [], byte @Nullable []> producer, Done next) {
      if (outputs == 0) {
        producer.beginTransaction();
        openedAt = System.nanoTime();
      }
      next.outputs().forEach(producer::send);
      int size = next.outputs().size();
      outputs += size;
      inFlight -= size;
      positions.merge(
          next.partition(),
          new OffsetAndMetadata(size),
          (before, more) -> new OffsetAndMetadata(before.offset() + more.offset()));
    }

    private void commitIfDue(
        KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer,
        KafkaProducer<byte @Nullable [], byte @Nullable []> producer) {
      boolean due =
          outputs >= TRANSACTION_RECORDS
              || inFlight == 0
              || System.nanoTime() - openedAt >= Clients.COMMIT_INTERVAL.toNanos();
      if (outputs > 0 && due) {
        producer.sendOffsetsToTransaction(positions, consumer.groupMetadata());
        producer.commitTransaction();
        outputs = 0;
      }
    }
  }
}
