package verdict.scoring.engine;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.scoring.evaluate.Evaluation;

/**
 * Runs one {@link Session} after the other on one owner thread, until it is closed or only an
 * operator can help. State may be read from any thread.
 */
public final class Engine implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Engine.class);

  /** A session that lived so long was no part of the outage before it. */
  private static final Duration HEALTHY_LIFE = Duration.ofMinutes(1);

  /** Beyond the drain: for closing consumer and producer. */
  private static final Duration JOIN_MARGIN = Duration.ofSeconds(15);

  /** For an owner that waits for a Kafka that does not answer, once it is interrupted. */
  private static final Duration INTERRUPTED_LIMIT = Duration.ofSeconds(10);

  private final Sessions sessions;
  private final Workbench bench;
  private final Consumer<String> onFailure;
  private final Consumer<Throwable> onOutOfMemory;
  private final Thread owner;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Fences fences = new Fences();
  private final StateMachine state = new StateMachine();

  Engine(
      Sessions sessions,
      Workbench bench,
      Consumer<String> onFailure,
      Consumer<Throwable> onOutOfMemory) {
    this.sessions = sessions;
    this.bench = bench;
    this.onFailure = onFailure;
    this.onOutOfMemory = onOutOfMemory;
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
      Evaluation evaluation,
      boolean acceptGaps,
      MeterRegistry registry,
      Consumer<String> onFailure) {
    EngineMetrics metrics = new EngineMetrics(registry, limits);
    WorkerPool workers = new WorkerPool(limits.workers(), metrics, Engine::endProcess);
    metrics.bind(workers);
    Workbench bench =
        new Workbench(
            evaluation,
            workers,
            limits,
            new StartRule(acceptGaps),
            new Attempts(),
            new Breaker(limits.floodLetters()),
            metrics,
            System::nanoTime,
            InstantSource.system());
    metrics.bind(bench.breaker());
    Engine engine = new Engine(kafka, bench, onFailure, Engine::endProcess);
    engine.begin();
    return engine;
  }

  private static void endProcess(Throwable error) {
    log.atError().setCause(error).log("a scoring thread ran out of memory: ending the process");
    Runtime.getRuntime().halt(70);
  }

  void begin() {
    owner.start();
  }

  /** What it is doing now. */
  public EngineState state() {
    return state.now();
  }

  /**
   * Tries again after a flood, at once.
   *
   * @return false if too many such requests wait already
   */
  public boolean resume(Resumption request) {
    return bench.breaker().resume(request);
  }

  private void run() {
    try {
      runSessions();
    } catch (OutOfMemoryError e) {
      onOutOfMemory.accept(e);
    } catch (Throwable e) {
      // Whatever ends this thread ends the scoring: without it the service would look healthy and
      // do nothing.
      log.atError().setCause(e).log("a bug in the engine");
      fail("a bug in the engine: " + e.getClass().getName());
    }
  }

  private void runSessions() {
    Outage outage = new Outage();
    while (stop.getCount() > 0) {
      long opened = bench.nanoTicker().getAsLong();
      try (Session session = sessions.open(bench, state)) {
        session.run(() -> stop.getCount() == 0);
      } catch (EngineStopException | ConfigException e) {
        fail(e.getMessage());
        return;
      } catch (KafkaException | SessionLostException e) {
        if (fences.tooOften(e, bench.nanoTicker().getAsLong())) {
          fail(
              "fenced %d times within a minute: another process uses transactional.id %s. Give each its own instance name (VERDICT_SCORING_INSTANCE, or VERDICT_SHADOW_INSTANCE)"
                  .formatted(Fences.BOUND, sessions.transactionalId()));
          return;
        }
        recover(e, outage, opened);
      }
    }
    state.stopped();
  }

  private void recover(RuntimeException lost, Outage outage, long opened) {
    if (bench.nanoTicker().getAsLong() - opened > HEALTHY_LIFE.toNanos()) {
      outage.over();
    }
    if (!outage.isOngoing()) {
      log.atWarn().setCause(lost).log("lost Kafka: starting again from the committed offsets");
    }
    state.recovering("lost Kafka: " + lost.getClass().getSimpleName());
    awaitStop(outage.next());
  }

  private void fail(@Nullable String reason) {
    String text = Optional.ofNullable(reason).orElse("unknown");
    state.failed(text);
    if (stop.getCount() > 0) {
      onFailure.accept(text);
    }
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
        owner.interrupt();
        owner.join(INTERRUPTED_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    bench.workers().close();
  }
}
