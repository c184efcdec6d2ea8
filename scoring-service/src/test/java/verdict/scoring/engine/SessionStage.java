package verdict.scoring.engine;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import verdict.decision.Bundles;
import verdict.scoring.evaluate.Evaluation;
import verdict.scoring.evaluate.Evaluator;
import verdict.testkit.SampleRecords;
import verdict.wire.Topic;

/**
 * One session between Kafka's own mock clients: a test writes what happens between two polls. Real
 * workers decide; they ask the clock once for each outcome, and there a test can hold them.
 */
final class SessionStage implements AutoCloseable {

  private static final Bundles BUNDLES = Bundles.shipped();

  static final TopicPartition FIRST = new TopicPartition(Topic.APPLICATIONS.topicName(), 0);
  static final TopicPartition SECOND = new TopicPartition(Topic.APPLICATIONS.topicName(), 1);
  static final EngineLimits LIMITS =
      new EngineLimits(
          2,
          10_000,
          1 << 30,
          Duration.ofHours(1),
          10_000,
          100,
          Duration.ofHours(1),
          Duration.ofMinutes(1));

  /** Between polls: more than any test needs. */
  private static final int STEPS_BOUND = 5_000;

  private static final Map<String, Uuid> TOPIC_IDS =
      Map.of(
          Topic.APPLICATIONS.topicName(), Uuid.randomUuid(),
          Topic.REPLAY.topicName(), Uuid.randomUuid());

  final Consumer consumer = new Consumer();
  final Producer producer = new Producer();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final StateMachine states = new StateMachine();
  final Breaker breaker;
  final Workbench bench;
  final Session session;
  private final WorkerPool workers;
  private final Map<TopicPartition, OffsetAndMetadata> committed;
  private final Deque<Step> script = new ArrayDeque<>();
  private final AtomicLong nanos = new AtomicLong();

  /** Done between two polls; again and again until it says that it is done. */
  interface Step {
    boolean done();
  }

  SessionStage(EngineLimits limits, InstantSource decisionClock) {
    this(limits, decisionClock, () -> {});
  }

  SessionStage(EngineLimits limits, InstantSource decisionClock, Runnable sameTopics) {
    this(limits, evaluator(decisionClock), sameTopics, new HashMap<>());
  }

  SessionStage(EngineLimits limits, Evaluation evaluation) {
    this(limits, evaluation, () -> {}, new HashMap<>());
  }

  /** A process that comes after others: they left these offsets. */
  SessionStage(
      EngineLimits limits,
      Evaluation evaluation,
      Map<TopicPartition, OffsetAndMetadata> committed) {
    this(limits, evaluation, () -> {}, committed);
  }

  private SessionStage(
      EngineLimits limits,
      Evaluation evaluation,
      Runnable sameTopics,
      Map<TopicPartition, OffsetAndMetadata> committed) {
    this.committed = committed;
    EngineMetrics metrics = new EngineMetrics(registry, limits);
    workers =
        new WorkerPool(
            limits.workers(),
            metrics,
            error -> {
              throw new AssertionError("stuck; the producer holds " + producer.history().size());
            });
    breaker = new Breaker(limits.floodLetters());
    bench =
        new Workbench(
            evaluation,
            workers,
            limits,
            new StartRule(false),
            new Attempts(),
            breaker,
            metrics,
            () -> nanos.addAndGet(1_000_000), // each look at it is a millisecond later
            InstantSource.fixed(Instant.EPOCH));
    session = new Session(consumer, producer, TOPIC_IDS, sameTopics, bench, states);
  }

  static Evaluator evaluator(InstantSource clock) {
    return new Evaluator(() -> BUNDLES, "group", "test", clock);
  }

  /** What happens next between two polls, once. */
  SessionStage then(Runnable action) {
    script.add(
        () -> {
          action.run();
          return true;
        });
    return this;
  }

  /** Polls on until this holds. */
  SessionStage until(Step condition) {
    script.add(condition);
    return this;
  }

  /** In the next poll, where callbacks run. */
  SessionStage inPoll(Runnable action) {
    return then(() -> consumer.schedulePollTask(action)).then(() -> {});
  }

  /** Plays the script, then asks the session to stop. */
  void run() {
    AtomicInteger steps = new AtomicInteger();
    session.run(
        () -> {
          if (steps.incrementAndGet() > STEPS_BOUND) {
            throw new AssertionError(
                "stuck; the producer holds "
                    + producer.history().size()
                    + " abandoned "
                    + workers.abandoned()
                    + " queued "
                    + workers.queued()
                    + " running "
                    + workers.running().size()
                    + " nanos "
                    + nanos.get()
                    + " overdue "
                    + registry.get("verdict.scoring.overdue").counter().count());
          }
          Step next = script.peek();
          if (next == null) {
            return true;
          }
          if (next.done()) {
            script.remove();
          }
          return false;
        });
  }

  /** These partitions are assigned, each an empty log from 0 on. */
  void assign(TopicPartition... partitions) {
    Map<TopicPartition, Long> zeros = new HashMap<>();
    for (TopicPartition partition : partitions) {
      zeros.put(partition, 0L);
    }
    consumer.updateBeginningOffsets(zeros);
    consumer.rebalance(List.of(partitions));
  }

  void add(TopicPartition partition, int firstOffset, int count) {
    for (int offset = firstOffset; offset < firstOffset + count; offset++) {
      consumer.addRecord(record(partition, offset));
    }
  }

  private static ConsumerRecord<byte @Nullable [], byte @Nullable []> record(
      TopicPartition partition, int offset) {
    var application = SampleRecords.application(offset);
    byte[] value = SampleRecords.bytes(application);
    byte[] key = SampleRecords.key(application);
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        0L,
        TimestampType.LOG_APPEND_TIME,
        key.length,
        value.length,
        key,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  /** Keys of committed outcomes, in the order in which they were sent. */
  List<String> committedKeys() {
    return producer.history().stream().map(SessionStage::key).toList();
  }

  /** Keys of committed letters. */
  List<String> letters() {
    return producer.history().stream()
        .filter(output -> output.topic().equals(Topic.LETTERS.topicName()))
        .map(SessionStage::key)
        .toList();
  }

  private static String key(ProducerRecord<byte @Nullable [], byte @Nullable []> output) {
    return new String(Objects.requireNonNull(output.key()), StandardCharsets.UTF_8);
  }

  /** A header of the first letter. */
  String letterHeader(String name) {
    return producer.history().stream()
        .filter(output -> output.topic().equals(Topic.LETTERS.topicName()))
        .map(
            letter -> new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow();
  }

  static List<String> keys(int first, int count) {
    return java.util.stream.IntStream.range(first, first + count)
        .mapToObj(n -> "app-" + n)
        .toList();
  }

  EngineState last() {
    return states.now();
  }

  double inFlight() {
    return registry.get("verdict.scoring.in.flight.records").gauge().value();
  }

  @Override
  public void close() {
    session.close();
    workers.close();
  }

  /** Reads and writes the offsets that the producer commits, too. */
  final class Consumer extends MockConsumer<byte @Nullable [], byte @Nullable []> {

    Consumer() {
      super("none");
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
        Set<TopicPartition> partitions, Duration limit) {
      Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>(committed);
      all.keySet().retainAll(partitions);
      return all;
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(
        Collection<TopicPartition> partitions, Duration limit) {
      Map<TopicPartition, Long> ends = new HashMap<>();
      partitions.forEach(partition -> ends.put(partition, Long.MAX_VALUE));
      return ends;
    }

    @Override
    public ConsumerGroupMetadata groupMetadata() {
      return Groups.at(1);
    }
  }

  /** Answers every send at once. */
  final class Producer extends MockProducer<byte @Nullable [], byte @Nullable []> {

    /** Commits of outputs get no answer; those of offsets alone do. */
    boolean leavesOutputsUnanswered;

    private int outputCommits;

    Producer() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void commitTransaction() {
      boolean outputs = !uncommittedRecords().isEmpty();
      if (outputs && leavesOutputsUnanswered) {
        throw new TimeoutException("no answer");
      }
      super.commitTransaction();
      outputCommits += outputs ? 1 : 0;
      consumerGroupOffsetsHistory().getLast().values().forEach(committed::putAll);
    }

    /** Commits without those of notes alone. */
    int outputCommits() {
      return outputCommits;
    }
  }
}
