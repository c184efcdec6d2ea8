package verdict.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;
import verdict.decision.Bundles;
import verdict.scoring.evaluate.Evaluator;
import verdict.testkit.Eventually;

class EngineTest {

  private static final Bundles BUNDLES = Bundles.shipped();

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final EngineLimits LIMITS =
      new EngineLimits(
          1, 10, 1_000, Duration.ofMillis(1), 10, 100, Duration.ofHours(1), Duration.ZERO);

  private final CompletableFuture<String> failure = new CompletableFuture<>();
  private final CompletableFuture<Throwable> outOfMemory = new CompletableFuture<>();

  @Test
  void an_error_on_the_owner_thread_ends_the_service_loudly() {
    try (Engine engine =
        started(
            () -> {
              throw new NoClassDefFoundError("gone");
            })) {
      assertThat(failure)
          .succeedsWithin(PATIENCE)
          .asString()
          .contains("a bug in the engine: java.lang.NoClassDefFoundError");
      Eventually.until(PATIENCE, () -> engine.state() instanceof EngineState.Failed);
    }
  }

  @Test
  void running_out_of_memory_ends_the_process() {
    try (Engine engine =
        started(
            () -> {
              throw new OutOfMemoryError("test");
            })) {
      assertThat(outOfMemory).succeedsWithin(PATIENCE).isInstanceOf(OutOfMemoryError.class);
      assertThat(engine.state()).isNotNull();
    }
  }

  @Test
  void settings_that_the_clients_refuse_end_the_service_with_their_message() {
    try (Engine engine =
        started(
            () -> {
              throw new ConfigException("session.timeout.ms cannot be set");
            })) {
      assertThat(failure).succeedsWithin(PATIENCE).asString().contains("session.timeout.ms");
      assertThat(engine.state()).isInstanceOf(EngineState.Failed.class);
    }
  }

  @Test
  void an_outage_is_tried_again_until_it_is_over_and_is_no_failure() {
    AtomicInteger opened = new AtomicInteger();
    try (Engine engine =
        started(
            () -> {
              opened.incrementAndGet();
              throw new KafkaException("no broker");
            })) {
      Eventually.until(
          PATIENCE, () -> opened.get() >= 3 && engine.state() instanceof EngineState.Recovering);
      assertThat(failure).isNotDone();
    }
    assertThat(failure).isNotDone();
  }

  @Test
  void the_third_fence_ends_the_service_and_names_the_transactional_id() {
    AtomicInteger opened = new AtomicInteger();
    try (Engine engine =
        started(
            () -> {
              opened.incrementAndGet();
              throw new SessionLostException("lost", new ProducerFencedException("twin"));
            })) {
      assertThat(failure).succeedsWithin(PATIENCE).asString().contains("the-id");
      assertThat(opened).hasValue(3);
      assertThat(engine.state()).isInstanceOf(EngineState.Failed.class);
    }
  }

  @Test
  void what_breaks_after_the_stop_is_nobodys_failure_any_more() {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    Engine engine =
        started(
            () -> {
              entered.countDown();
              await(closing);
              throw new IllegalStateException("broke while it stopped");
            });
    await(entered);
    Thread closer = Thread.ofPlatform().start(engine::close);
    Eventually.until(
        PATIENCE,
        () ->
            closer.getState() == Thread.State.TIMED_WAITING
                || closer.getState() == Thread.State.WAITING);
    closing.countDown();
    Eventually.until(PATIENCE, () -> !closer.isAlive());

    assertThat(failure).isNotDone();
  }

  private Engine started(Supplier<Session> opening) {
    Sessions sessions =
        new Sessions() {
          @Override
          public Session open(Workbench bench, StateMachine state) {
            return opening.get();
          }

          @Override
          public String transactionalId() {
            return "the-id";
          }
        };
    EngineMetrics metrics = new EngineMetrics(new SimpleMeterRegistry(), LIMITS);
    Workbench bench =
        new Workbench(
            new Evaluator(() -> BUNDLES, "group", "test", InstantSource.system()),
            new WorkerPool(1, metrics, error -> {}),
            LIMITS,
            new StartRule(false),
            new Attempts(),
            new Breaker(100),
            metrics,
            System::nanoTime,
            InstantSource.system());
    Engine engine = new Engine(sessions, bench, failure::complete, outOfMemory::complete);
    engine.begin();
    return engine;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
