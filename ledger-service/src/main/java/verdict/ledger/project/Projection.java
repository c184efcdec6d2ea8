package verdict.ledger.project;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.ledger.source.LedgerTopics;
import verdict.ledger.source.LineOffsets;
import verdict.ledger.source.TopicLayout;
import verdict.ledger.store.AdvisoryLock;
import verdict.ledger.store.LedgerDatabase;

/**
 * The one thread that keeps schema {@code view} equal to the topics. It stands by until it holds
 * the ledger's advisory lock; the lock saves work, the compare-and-set of the positions is what
 * keeps a zombie from writing. Any failure ends the reign, and a new one begins after a bounded
 * pause, for ever: an outage is waited out. {@link #state()} may be read from any thread.
 */
public final class Projection implements AutoCloseable {

  /** One per database: "VERDICT" and 1 in hexadecimal digits of its letters. */
  private static final long LOCK_KEY = 0x5645_5244_4943_5401L;

  private static final Duration STANDBY_INTERVAL = Duration.ofSeconds(1);
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);
  private static final Duration LAG_WAIT = Duration.ofSeconds(2);
  private static final Duration STOP_WAIT = Duration.ofSeconds(15);

  /** Bytes of one fetch: with the rows made of them, the most that the projection holds. */
  private static final int FETCH_BYTES = 8 * 1024 * 1024;

  private static final int PARTITION_FETCH_BYTES = 1024 * 1024;

  private static final Logger log = LoggerFactory.getLogger(Projection.class);

  private final Map<String, Object> kafka;
  private final LedgerTopics topics;
  private final LedgerDatabase database;
  private final LineOffsets offsets;
  private final ProjectionMetrics metrics;
  private final LongSupplier ticker;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile ProjectionState state = new ProjectionState.Standby();

  private Projection(
      Map<String, Object> kafka,
      LedgerTopics topics,
      int batchRecords,
      LedgerDatabase database,
      LineOffsets offsets,
      MeterRegistry registry) {
    this.kafka = consumerProperties(kafka, batchRecords);
    this.topics = topics;
    this.database = database;
    this.offsets = offsets;
    this.metrics = new ProjectionMetrics(registry);
    this.ticker = System::nanoTime;
    this.thread = new Thread(this::run, "ledger-projection");
  }

  /**
   * Starts the thread. {@code database} and {@code offsets} stay the caller's to close, afterwards.
   *
   * @param batchRecords most records in one database transaction
   */
  public static Projection start(
      Map<String, Object> kafka,
      LedgerTopics topics,
      int batchRecords,
      LedgerDatabase database,
      LineOffsets offsets,
      MeterRegistry registry) {
    Projection projection =
        new Projection(kafka, topics, batchRecords, database, offsets, registry);
    projection.thread.start();
    return projection;
  }

  /**
   * What each reign checks first; for a start-up that wants to refuse at once.
   *
   * @throws LedgerRefusedException if the database belongs to other topics or to a longer log; the
   *     latter is kept in the database and refuses every later start, too
   */
  public static void check(LedgerDatabase database, LineOffsets offsets, TopicLayout layout) {
    var unusedPositions = StartPositions.check(database, offsets, layout);
  }

  /** What it is doing now. */
  public ProjectionState state() {
    return state;
  }

  /** Offsets behind, over all partitions, when last measured; 0 on a standby. */
  public long lag() {
    return metrics.totalLag();
  }

  private void run() {
    Backoff backoff = new Backoff();
    try {
      while (stop.getCount() > 0) {
        try {
          reign(backoff);
        } catch (RuntimeException failure) {
          // Outage or bug alike: whatever it is, the answer is to begin again from the database.
          noteFailure(failure);
          pause(backoff.next());
        }
      }
    } finally {
      // An Error ends the thread; liveness must say so.
      state = new ProjectionState.Stopped();
    }
  }

  private void reign(Backoff backoff) {
    try (AdvisoryLock lock = database.tryLock(LOCK_KEY)) {
      if (lock == null) {
        become(new ProjectionState.Standby());
        pause(STANDBY_INTERVAL);
        return;
      }
      TopicLayout layout = offsets.layout(topics.all());
      Map<TopicIdPartition, Long> positions = StartPositions.find(database, offsets, layout);
      try (ActiveProjection active = activate(layout, positions)) {
        rule(lock, active, layout, backoff);
      }
    }
  }

  private ActiveProjection activate(TopicLayout layout, Map<TopicIdPartition, Long> positions) {
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    RecordReader reader = new RecordReader(topics, layout.partitions());
    return new ActiveProjection(database, consumer, reader, positions, metrics);
  }

  private void rule(
      AdvisoryLock lock, ActiveProjection active, TopicLayout layout, Backoff backoff) {
    become(new ProjectionState.Active());
    long checked = ticker.getAsLong();
    while (stop.getCount() > 0) {
      active.step();
      backoff.reset();
      if (ticker.getAsLong() - checked >= CHECK_INTERVAL.toNanos()) {
        if (!lock.held() || !check(active, layout)) {
          return;
        }
        checked = ticker.getAsLong();
      }
    }
  }

  /** Whether the reign may go on: not over topics made again, nor blind to a new partition. */
  private boolean check(ActiveProjection active, TopicLayout layout) {
    try {
      active.measureLag(LAG_WAIT);
      become(new ProjectionState.Active());
      return Set.copyOf(offsets.layout(topics.all()).partitions())
          .equals(Set.copyOf(layout.partitions()));
    } catch (TimeoutException | verdict.kit.UnreachableException e) {
      become(new ProjectionState.Waiting("Kafka does not answer"));
      return true;
    }
  }

  private void noteFailure(RuntimeException failure) {
    String reason =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    ProjectionState next = new ProjectionState.Waiting(reason);
    if (!next.equals(state)) {
      log.atWarn()
          .addKeyValue("reason", reason)
          .setCause(failure)
          .log("the projection stopped and will begin again by itself");
    }
    state = next;
  }

  private void become(ProjectionState next) {
    if (!next.equals(state)) {
      log.atInfo().addKeyValue("state", next.toString()).log("projection");
      state = next;
    }
  }

  private void pause(Duration duration) {
    try {
      boolean unusedStopped = stop.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  private static Map<String, Object> consumerProperties(
      Map<String, Object> kafka, int batchRecords) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", false);
    properties.put("auto.offset.reset", "none");
    properties.put("allow.auto.create.topics", false);
    properties.put("max.poll.records", batchRecords);
    properties.put("fetch.max.bytes", FETCH_BYTES);
    properties.put("max.partition.fetch.bytes", PARTITION_FETCH_BYTES);
    properties.put("fetch.max.wait.ms", 100);
    return properties;
  }

  /** Lets the batch in hand finish, then ends the thread. */
  @Override
  public void close() {
    stop.countDown();
    try {
      if (!thread.join(STOP_WAIT)) {
        log.atWarn().log("the projection did not stop in time; its batch is rolled back");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
