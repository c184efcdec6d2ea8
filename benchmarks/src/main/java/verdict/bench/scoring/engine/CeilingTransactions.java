package verdict.bench.scoring.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Two producers that take turns: while one commits, the other takes outputs, so nobody ever waits
 * for a commit. Only without order can that be: two transactions are open at once.
 *
 * <p>Any thread may send; the rest is for the owner.
 */
final class CeilingTransactions implements AutoCloseable {

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final List<KafkaProducer<byte @Nullable [], byte @Nullable []>> producers;
  private final ExecutorService committer = Executors.newSingleThreadExecutor();

  /** Sends hold it to read; changing the producer waits for them. */
  private final ReadWriteLock turn = new ReentrantReadWriteLock();

  private final Map<TopicPartition, Integer> done = new ConcurrentHashMap<>();
  private final AtomicInteger outputs = new AtomicInteger();
  private Future<?> commit = committer.submit(() -> {});

  /** Which of them takes what is sent; written with the lock held to write. */
  private int current;

  private long openedAt = System.nanoTime();

  CeilingTransactions(Task task) {
    producers =
        List.of(
            Clients.opened(Clients.transactional(task, "-even")),
            Clients.opened(Clients.transactional(task, "-odd")));
    producers.forEach(KafkaProducer::initTransactions);
    producers.getFirst().beginTransaction();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the commit fails if one of them did
  void send(
      TopicPartition partition,
      List<ProducerRecord<byte @Nullable [], byte @Nullable []>> records) {
    turn.readLock().lock();
    try {
      KafkaProducer<byte @Nullable [], byte @Nullable []> producer = producers.get(current);
      records.forEach(producer::send);
      done.merge(partition, records.size(), Integer::sum);
      outputs.addAndGet(records.size());
    } finally {
      turn.readLock().unlock();
    }
  }

  /**
   * Begins a commit when it is time and the one before it is over. Not earlier, whatever the number
   * of outputs and however idle the workers are: commits cost.
   */
  void commitIfDue(Supplier<ConsumerGroupMetadata> group) {
    boolean due = System.nanoTime() - openedAt >= Clients.COMMIT_INTERVAL.toNanos();
    if (due && outputs.get() > 0 && commit.isDone()) {
      await(commit);
      ConsumerGroupMetadata owner = group.get();
      producers.get(1 - current).beginTransaction();
      int full = current;
      Map<TopicPartition, OffsetAndMetadata> positions = exchange();
      commit = committer.submit(() -> commit(producers.get(full), positions, owner));
    }
  }

  /** From now on the other producer takes what is sent; says what is done so far. */
  private Map<TopicPartition, OffsetAndMetadata> exchange() {
    turn.writeLock().lock();
    try {
      current = 1 - current;
      outputs.set(0);
      openedAt = System.nanoTime();
      Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
      done.forEach((partition, count) -> positions.put(partition, new OffsetAndMetadata(count)));
      return positions;
    } finally {
      turn.writeLock().unlock();
    }
  }

  private static void commit(
      KafkaProducer<byte @Nullable [], byte @Nullable []> producer,
      Map<TopicPartition, OffsetAndMetadata> positions,
      ConsumerGroupMetadata owner) {
    producer.sendOffsetsToTransaction(positions, owner);
    producer.commitTransaction();
  }

  private static void await(Future<?> commit) {
    try {
      commit.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a commit failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    await(commit);
    committer.shutdown();
    // Left open, it would hide what was committed after it from readers.
    producers.get(current).abortTransaction();
    producers.forEach(producer -> producer.close(CLOSE_LIMIT));
  }
}
