package verdict.scoring.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.scoring.evaluate.Outcome;
import verdict.wire.Topic;

/**
 * The life of one consumer and its producer: poll, hand to the workers, send in order, commit. An
 * abort rewinds inside the session; what cannot be aborted ends it, and the {@link Engine} opens
 * the next one.
 *
 * <p>Confined to the owner thread: the rebalance callbacks run inside {@code poll} and {@code
 * close}, so on it, too.
 */
final class Session implements AutoCloseable, ConsumerRebalanceListener {

  private static final Logger log = LoggerFactory.getLogger(Session.class);

  /** Nothing in flight: how long a poll waits. Also how long a stop may go unseen. */
  private static final Duration IDLE_POLL = Duration.ofMillis(100);

  /**
   * Everything in flight is with the workers: how long to wait for one of them before polling
   * again.
   */
  private static final Duration WORK_WAIT = Duration.ofMillis(5);

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final Consumer<byte @Nullable [], byte @Nullable []> consumer;
  private final Producer<byte @Nullable [], byte @Nullable []> producer;
  private final Workbench bench;
  private final StateMachine state;
  private final Lanes lanes;
  private final Positions positions;
  private final Intake intake;
  private final Deadline deadline;
  private final Caution caution;
  private final OutputTransaction transaction;
  private final Tally tally;
  private final Outage outage = new Outage();
  private @Nullable RuntimeException raised;
  private boolean rewindWanted;
  private boolean draining;
  private boolean finished;
  private boolean closing;
  private long retryAt;

  Session(
      Consumer<byte @Nullable [], byte @Nullable []> consumer,
      Producer<byte @Nullable [], byte @Nullable []> producer,
      Map<String, Uuid> topicIds,
      Runnable sameTopics,
      Workbench bench,
      StateMachine state) {
    this.consumer = consumer;
    this.producer = producer;
    this.bench = bench;
    this.state = state;
    this.lanes = new Lanes(bench.workers()::withdraw);
    this.positions = new Positions(consumer, topicIds, sameTopics, bench.startRule());
    this.caution = new Caution(this::note, bench, lanes, positions);
    this.intake = new Intake(bench, positions, lanes, caution);
    this.deadline = new Deadline(bench, lanes, positions);
    this.transaction = new OutputTransaction(producer, bench.limits(), bench.nanoTicker());
    this.tally = new Tally(bench.metrics());
    this.retryAt = bench.nanoTicker().getAsLong();
    bench.metrics().lagOf(consumer::metrics);
  }

  /**
   * Works until asked to stop, then finishes what is in flight.
   *
   * @throws EngineStopException if only an operator can mend it
   * @throws SessionLostException if consumer and producer are of no more use
   * @throws KafkaException likewise
   */
  void run(BooleanSupplier stopRequested) {
    producer.initTransactions();
    consumer.subscribe(Topic.INPUTS.stream().map(Topic::topicName).toList(), this);
    boolean exhausted;
    try {
      while (!stopRequested.getAsBoolean() && !bench.workers().isExhausted()) {
        step(lanes.isEmpty() && !transaction.isOpen() ? IDLE_POLL : Duration.ZERO);
      }
      exhausted = bench.workers().isExhausted();
      drain();
    } catch (EngineStopException e) {
      leaveFor(e);
      throw e;
    }
    finished = true;
    if (exhausted || bench.workers().isExhausted()) {
      throw new EngineStopException(
          "%d threads are stuck in decisions that do not end. What was decided is committed; start the process again, and look at the SCORING_TIMEOUT letters"
              .formatted(bench.workers().abandoned()));
    }
  }

  private void step(Duration wait) {
    if (bench.breaker().attend()) {
      log.info("asked to resume: trying again");
      showWorking();
    }
    backPressure();
    ConsumerRecords<byte @Nullable [], byte @Nullable []> records = poll(wait);
    if (rewindWanted) {
      // What was polled belongs to positions that were taken back.
      seekToCommitted();
      return;
    }
    int emitted = decide(records);
    bench.metrics().inFlight(lanes);
    if (emitted == 0 && records.isEmpty() && !lanes.isEmpty()) {
      bench.workers().awaitFinished(WORK_WAIT);
    }
  }

  private ConsumerRecords<byte @Nullable [], byte @Nullable []> poll(Duration wait) {
    ConsumerRecords<byte @Nullable [], byte @Nullable []> records;
    try {
      records = consumer.poll(wait);
    } catch (KafkaException e) {
      // What a callback could not say goes first: a poll that goes on without the position that it
      // should have set fails, too, and knows less.
      throw raised == null ? e : raised;
    }
    if (raised != null) {
      throw raised;
    }
    return records;
  }

  private int decide(ConsumerRecords<byte @Nullable [], byte @Nullable []> records) {
    try {
      if (caution.isNew(records.partitions())) {
        commit();
        if (rewindWanted) {
          return 0; // a flood was taken back: what was polled comes again
        }
      }
      caution.begin(records.partitions());
      intake.accept(records);
      return advance(records.isEmpty());
    } catch (KafkaException e) {
      rewind(e);
      return 0;
    }
  }

  /** Moves what is in flight on; says how many chunks left. */
  private int advance(boolean nothingRead) {
    deadline.enforce();
    caution.advance(!transaction.isOpen());
    int emitted = lanes.drain(this::emit, () -> !transaction.isFull());
    // While polls bring more, a transaction goes on for its interval, however fast the workers are:
    // a commit for each poll would cost more than the decisions. Suspects have one for each record.
    boolean nothingGoesOn = (nothingRead || caution.isOn()) && lanes.records() == caution.held();
    if (transaction.failure() != null || transaction.isDue() || nothingGoesOn) {
      commit();
    }
    return emitted;
  }

  private void emit(Chunk chunk) {
    if (chunk.size() > 0 && caution.isSuspect(chunk.partition())) {
      commit(); // markers of other partitions
      caution.decided(chunk.partition());
    }
    transaction.open(consumer::groupMetadata);
    for (Outcome outcome : chunk.outcomes()) {
      if (outcome instanceof Outcome.Sent sent) {
        transaction.send(sent.output());
      }
      tally.add(outcome);
    }
    OffsetNote note = OffsetNote.of(positions.topicId(chunk.partition()));
    transaction.advance(
        chunk.partition(),
        new OffsetAndMetadata(chunk.nextOffset(), Optional.empty(), note.text()),
        chunk.outcomes().size());
    chunk.oldestTimestamp().ifPresent(oldest -> tally.waitingSince(Instant.ofEpochMilli(oldest)));
  }

  private void note(Map<TopicPartition, OffsetAndMetadata> positions, Duration patience) {
    transaction.commitAlone(positions, consumer::groupMetadata, patience);
  }

  private void commit() {
    if (!transaction.isOpen()) {
      return;
    }
    Optional<Flood> flood = bench.breaker().judge(tally.outcomes());
    if (flood.isPresent()) {
      hold(flood.get());
      return;
    }
    long start = bench.nanoTicker().getAsLong();
    transaction.commit();
    bench.metrics().committed(Duration.ofNanos(bench.nanoTicker().getAsLong() - start));
    caution.committed(transaction.positions());
    if (bench.breaker().committed(tally.outcomes(), transaction.positions())) {
      log.info("the flood of letters is over: committing again");
    }
    tally.confirm(bench.clock().instant());
    if (outage.isOngoing()) {
      outage.over();
      log.info("committing again");
    }
    showWorking();
  }

  /** A flood is no outage: its batch is taken back, and the intake waits. */
  private void hold(Flood flood) {
    if (bench.breaker().open(flood, bench.nanoTicker().getAsLong())) {
      log.atError()
          .addKeyValue("fingerprint", flood.fingerprint())
          .addKeyValue("code", flood.code())
          .addKeyValue("sample", flood.sample())
          .log("a flood of letters with one cause: taking them back, reading nothing more");
    }
    takeBack();
    rewindWanted = true;
    try {
      leave(consumer.assignment());
    } catch (KafkaException e) {
      takeBack(e);
    }
    state.flooded(flood);
  }

  /** Shows what it does while nothing is wrong with Kafka. */
  private void showWorking() {
    bench
        .breaker()
        .flood()
        .ifPresentOrElse(state::flooded, () -> state.running(consumer.assignment().size()));
  }

  /** An outage is no poison: take everything back, wait, read it again. */
  private void rewind(KafkaException cause) {
    takeBack(cause);
    if (!draining) {
      seekToCommitted();
    }
  }

  private void takeBack(KafkaException cause) {
    if (!outage.isOngoing()) {
      log.atWarn().setCause(cause).log("cannot commit: taking the transaction back, trying again");
    }
    state.recovering("cannot commit: " + rootOf(cause).getClass().getSimpleName());
    retryAt = bench.nanoTicker().getAsLong() + outage.next().toNanos();
    takeBack();
  }

  private void takeBack() {
    bench.metrics().aborted();
    lanes.dropAll();
    tally.forget();
    try {
      transaction.abort();
    } catch (KafkaException e) {
      throw new SessionLostException("the transaction can be neither committed nor aborted", e);
    }
  }

  private void seekToCommitted() {
    start(consumer.assignment());
    rewindWanted = false;
  }

  private void start(Collection<TopicPartition> partitions) {
    List<Positions.Started> started = positions.seek(partitions);
    intake.startAt(started);
    caution.put(started);
  }

  private void backPressure() {
    EngineLimits limits = bench.limits();
    if (mustPause()) {
      consumer.pause(consumer.assignment());
    } else if (lanes.records() <= limits.inFlightRecords() / 2
        && lanes.bytes() <= limits.inFlightBytes() / 2) {
      Set<TopicPartition> paused = new HashSet<>(consumer.paused());
      paused.removeAll(caution.waiting());
      consumer.resume(paused);
    }
    if (caution.isOn()) {
      consumer.pause(caution.waiting());
    }
  }

  private boolean mustPause() {
    EngineLimits limits = bench.limits();
    long now = bench.nanoTicker().getAsLong();
    boolean waiting = outage.isOngoing() && retryAt - now > 0;
    return bench.breaker().holds(now)
        || waiting
        || lanes.records() >= limits.inFlightRecords()
        || lanes.bytes() >= limits.inFlightBytes();
  }

  private void drain() {
    draining = true;
    state.draining();
    long until = bench.nanoTicker().getAsLong() + drainLimit().toNanos();
    while (!lanes.isEmpty()
        && !bench.workers().isSpent()
        && bench.nanoTicker().getAsLong() - until < 0) {
      if (decide(ConsumerRecords.empty()) == 0) {
        bench.workers().awaitFinished(WORK_WAIT);
      }
    }
    lanes.dropAll();
    try {
      commit();
      leave(consumer.assignment());
    } catch (KafkaException e) {
      rewind(e); // left open, it would hold up whoever reads until the broker takes it back
    }
  }

  /** An outage leaves the attempts as they are: to wait for it would help nobody. */
  private void leave(Collection<TopicPartition> partitions) {
    if (!outage.isOngoing()) {
      caution.leave(partitions);
    }
  }

  /**
   * Started again and again by whoever supervises it, this process must not look like one that a
   * record ended.
   */
  private void leaveFor(EngineStopException stop) {
    raised = null;
    try {
      takeBack();
      leave(consumer.assignment());
    } catch (KafkaException | SessionLostException e) {
      stop.addSuppressed(e);
    }
  }

  /** Without threads, whoever has its last attempt is waited for: each process gets on. */
  private Duration drainLimit() {
    EngineLimits limits = bench.limits();
    return bench.workers().isExhausted() && limits.deadline().compareTo(limits.drain()) > 0
        ? limits.deadline()
        : limits.drain();
  }

  // A callback ends the open transaction before it returns: the broker checks no partition when the
  // member's epoch matches, so a commit after giving a partition away could double its outcomes. A
  // callback must not throw, either: what it has to say waits in `raised` until poll returns.

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    inCallback(this::commit);
    lanes.drop(partitions);
    // Not after a commit without an answer: the old position might be a step back.
    inCallback(() -> leave(partitions));
    caution.drop(partitions);
    bench.breaker().left(partitions);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    inCallback(this::commit);
    try {
      if (raised == null) {
        start(partitions);
        if (mustPause()) {
          // The poll that gave them goes on to fetch from whatever is not paused.
          consumer.pause(partitions);
        }
        showWorking();
      }
    } catch (RuntimeException e) {
      raised = e;
    }
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    try {
      if (transaction.isOpen() && !broken()) {
        takeBack();
        rewindWanted = true;
      }
    } catch (SessionLostException e) {
      raised = e;
    }
    lanes.drop(partitions);
    caution.drop(partitions);
    bench.breaker().left(partitions);
  }

  private void inCallback(Runnable ending) {
    if (broken()) {
      return;
    }
    try {
      ending.run();
    } catch (SessionLostException e) {
      raised = e;
    } catch (KafkaException e) {
      rewindWanted = true;
      try {
        takeBack(e);
      } catch (SessionLostException lost) {
        raised = lost;
      }
    }
  }

  private boolean broken() {
    return closing || raised != null;
  }

  private static Throwable rootOf(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /**
   * Closes both clients. A session that did not end as asked leaves its transaction to the broker
   * to abort.
   */
  @Override
  public void close() {
    closing = true;
    lanes.dropAll();
    try {
      producer.close(finished ? CLOSE_LIMIT : Duration.ZERO);
    } finally {
      consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
    }
  }
}
