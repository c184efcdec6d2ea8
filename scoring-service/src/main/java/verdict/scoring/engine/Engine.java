package verdict.scoring.engine;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.scoring.evaluate.Evaluator;

/**
 * Runs one {@link Session} after the other on one owner thread, until it is closed or only an
 * operator can help. State may be read from any thread.
 */
public final class Engine implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Engine.class);

  /** Fenced so often within {@link #FENCE_WINDOW}: somebody else uses the same transactional.id. */
  private static final int FENCES_BOUND = 3;

  private static final Duration FENCE_WINDOW = Duration.ofMinutes(1);

  /** Beyond the drain: for closing consumer and producer. */
  private static final Duration JOIN_MARGIN = Duration.ofSeconds(15);

  private final EngineKafka kafka;
  private final Workbench bench;
  private final Consumer<String> onFailure;
  private final Thread owner;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Deque<Instant> fences = new ArrayDeque<>();
  private volatile EngineState state = new EngineState.Starting();

  private Engine(EngineKafka kafka, Workbench bench, Consumer<String> onFailure) {
    this.kafka = kafka;
    this.bench = bench;
    this.onFailure = onFailure;
    this.owner = Thread.ofPlatform().name("scoring-owner").daemon(true).unstarted(this::run);
  }

  /**
   * Starts the owner thread and the workers.
   *
   * @param acceptGaps start after records that are gone, instead of stopping
   * @param onFailure told once, from an engine thread, when the engine ends by itself; the reason
   *     is for the operator
   */
  public static Engine start(
      EngineKafka kafka,
      EngineLimits limits,
      Evaluator evaluator,
      boolean acceptGaps,
      MeterRegistry registry,
      Consumer<String> onFailure) {
    EngineMetrics metrics = new EngineMetrics(registry, limits);
    WorkerPool workers =
        new WorkerPool(
            limits.workers(),
            limits.inFlightRecords() + EngineKafka.POLL_RECORDS_BOUND,
            error -> {
              log.atError().setCause(error).log("a worker ran out of memory: ending the process");
              Runtime.getRuntime().halt(70);
            });
    metrics.bind(workers);
    Workbench bench =
        new Workbench(
            evaluator,
            workers,
            limits,
            new StartRule(acceptGaps),
            metrics,
            System::nanoTime,
            InstantSource.system());
    Engine engine = new Engine(kafka, bench, onFailure);
    engine.owner.start();
    return engine;
  }

  /** What it is doing now. */
  public EngineState state() {
    return state;
  }

  private void run() {
    Outage outage = new Outage();
    while (stop.getCount() > 0) {
      Instant opened = bench.clock().instant();
      try (Session session = kafka.open(bench, next -> state = next)) {
        session.run(() -> stop.getCount() == 0);
      } catch (EngineStopException e) {
        fail(e.getMessage());
        return;
      } catch (KafkaException | SessionLostException e) {
        if (isFenced(e) && fencedTooOften()) {
          fail(
              "fenced %d times within a minute: another process uses transactional.id %s. Give each its own VERDICT_SCORING_INSTANCE"
                  .formatted(FENCES_BOUND, kafka.transactionalId()));
          return;
        }
        if (opened.plus(FENCE_WINDOW).isBefore(bench.clock().instant())) {
          outage.over();
        }
        if (!outage.isOngoing()) {
          log.atWarn().setCause(e).log("lost Kafka: starting again from the committed offsets");
        }
        state = new EngineState.Recovering("lost Kafka: " + e.getClass().getSimpleName());
        awaitStop(outage.next());
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("a bug in the engine");
        fail("a bug in the engine: " + e.getClass().getName());
        return;
      }
    }
    state = new EngineState.Stopped();
  }

  private void fail(@Nullable String reason) {
    String text = Optional.ofNullable(reason).orElse("unknown");
    state = new EngineState.Failed(text);
    onFailure.accept(text);
  }

  private boolean fencedTooOften() {
    Instant now = bench.clock().instant();
    fences.addLast(now);
    while (fences.getFirst().isBefore(now.minus(FENCE_WINDOW))) {
      fences.removeFirst();
    }
    return fences.size() >= FENCES_BOUND;
  }

  private static boolean isFenced(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }

  private void awaitStop(Duration limit) {
    try {
      stop.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops the intake, finishes what is in flight within the drain limit, commits, closes. */
  @Override
  public void close() {
    stop.countDown();
    try {
      if (!owner.join(bench.limits().drain().plus(JOIN_MARGIN))) {
        log.warn("the owner thread did not end in time: its transaction is left to the broker");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    bench.workers().close();
  }
}
