package verdict.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EngineMetricsTest {

  private static final EngineLimits LIMITS =
      new EngineLimits(
          3,
          20,
          4_000,
          Duration.ofMillis(100),
          100,
          100,
          Duration.ofSeconds(1),
          Duration.ofSeconds(10));

  @Test
  void whoever_sees_how_full_it_is_sees_how_full_it_may_be() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    EngineMetrics metrics = new EngineMetrics(registry, LIMITS);
    try (WorkerPool workers =
        new WorkerPool(
            LIMITS.workers(),
            metrics,
            error -> {
              throw new AssertionError(error);
            })) {
      metrics.bind(workers);

      assertThat(value(registry, "in.flight.records.bound")).isEqualTo(20);
      assertThat(value(registry, "in.flight.bytes.bound")).isEqualTo(4_000);
      assertThat(value(registry, "workers.bound")).isEqualTo(3);
    }
  }

  private static double value(SimpleMeterRegistry registry, String name) {
    return registry.get("verdict.scoring." + name).gauge().value();
  }
}
