package verdict.ingest.publish;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderOptions;
import reactor.kafka.sender.SenderRecord;
import reactor.kafka.sender.SenderResult;
import reactor.kafka.sender.internals.ProducerFactory;
import reactor.util.retry.Retry;

/**
 * The one long-lived flux into Reactor Kafka's sender. If it ever ends, whoever listens is told,
 * and a new sender takes over.
 *
 * <p>Its queue needs no bound of its own: only what {@link PendingPublishes} admitted gets here.
 * Kafka's {@code send} may block: the sender calls it on a thread of its own; answers leave on
 * ours.
 */
final class SenderLine {

  /** Pause before a new sender replaces one that ended. */
  private static final Duration RESTART_PAUSE = Duration.ofMillis(500);

  /** Longest wait for the first producer to be made: that takes processor time, not the network. */
  private static final Duration OPEN_LIMIT = Duration.ofSeconds(30);

  /** Longest wait for a producer to close; what it holds is answered by then. */
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final ProducerFactory producers;
  private final SenderOptions<String, byte[]> options;
  private final Consumer<SenderResult<Pending>> answered;
  private final Runnable ended;
  private final ExecutorService answerThread = thread("verdict-ingest-answer");
  private final Scheduler answering = Schedulers.fromExecutorService(answerThread);
  private final CountDownLatch open = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile @Nullable FluxSink<Pending> sink;
  private volatile @Nullable KafkaSender<String, byte[]> current;
  private volatile boolean closed;
  private @Nullable Disposable running;

  /**
   * @param producers makes the producer, and another one each time the flux has ended
   * @param answered is given each result, one at a time
   * @param ended is called when the flux ends for whatever reason
   */
  SenderLine(
      ProducerFactory producers,
      Map<String, Object> properties,
      int prefetch,
      Consumer<SenderResult<Pending>> answered,
      Runnable ended) {
    this.options =
        SenderOptions.<String, byte[]>create(properties)
            .withKeySerializer(new StringSerializer())
            .withValueSerializer(new ByteArraySerializer())
            .scheduler(answering)
            .maxInFlight(prefetch)
            .closeTimeout(CLOSE_LIMIT)
            .stopOnError(false);
    this.producers = producers;
    this.answered = answered;
    this.ended = ended;
  }

  /** Returns when records can be offered. */
  void start() throws InterruptedException {
    running =
        Flux.using(this::sender, this::results, KafkaSender::close)
            .doOnNext(answered)
            .doOnNext(SenderLine::endIfUseless)
            .doOnTerminate(ended)
            .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RESTART_PAUSE).filter(e -> !closed))
            .repeat(() -> !closed)
            .subscribeOn(answering)
            .subscribe(result -> {}, failure -> finished.countDown(), finished::countDown);
    if (!open.await(OPEN_LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException("no producer within " + OPEN_LIMIT);
    }
  }

  /** False if there is no way at the moment; then the record was not taken. */
  boolean offer(Pending pending) {
    FluxSink<Pending> line = sink;
    if (closed || line == null || line.isCancelled()) {
      return false;
    }
    line.next(pending);
    return true;
  }

  /**
   * Whether the producer itself knows where the topic's partitions are: after an outage it may
   * learn so later than others do. Blocks for at most the producer's {@code max.block.ms}.
   */
  boolean knows(String topic) {
    KafkaSender<String, byte[]> sender = current;
    return sender != null
        && sender
            .doOnProducer(producer -> !producer.partitionsFor(topic).isEmpty())
            .onErrorReturn(false)
            .blockOptional()
            .orElse(false);
  }

  /** Sends what was taken, waits for the answers at most {@code limit}, then ends. */
  void close(Duration limit) throws InterruptedException {
    closed = true;
    FluxSink<Pending> line = sink;
    if (line != null) {
      line.complete();
      finished.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
    if (running != null) {
      running.dispose();
    }
    answerThread.shutdown();
  }

  private KafkaSender<String, byte[]> sender() {
    KafkaSender<String, byte[]> sender = KafkaSender.create(producers, options);
    current = sender;
    return sender;
  }

  private Flux<SenderResult<Pending>> results(KafkaSender<String, byte[]> sender) {
    Flux<Pending> source = Flux.create(this::opened, FluxSink.OverflowStrategy.BUFFER);
    return sender.send(
        source
            // Answered by the clock while it waited for a new sender: sent now it helps nobody.
            .filter(pending -> !pending.isSettled())
            .map(pending -> SenderRecord.create(pending.record(), pending)));
  }

  private void opened(FluxSink<Pending> emitter) {
    sink = emitter;
    open.countDown();
  }

  /**
   * A producer in its fatal state, or a closed one, fails every further record; Reactor Kafka would
   * keep it for ever. Ending the flux brings a new one.
   */
  private static void endIfUseless(SenderResult<Pending> result) {
    Exception failure = result.exception();
    if (failure instanceof IllegalStateException
        || failure instanceof ClusterAuthorizationException
        || (failure != null && failure.getClass() == KafkaException.class)) {
      throw new IllegalStateException("the producer is of no use any more", failure);
    }
  }

  private static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(
        task -> Thread.ofPlatform().name(name).daemon().unstarted(task));
  }
}
