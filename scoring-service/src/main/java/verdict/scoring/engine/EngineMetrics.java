package verdict.scoring.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import verdict.wire.DecisionKind;
import verdict.wire.ErrorCode;

/** The engine's numbers, by Prometheus' naming rules. Thread-safe. */
final class EngineMetrics {

  private final MeterRegistry registry;
  private final AtomicInteger inFlightRecords = new AtomicInteger();
  private final AtomicLong inFlightBytes = new AtomicLong();
  private final Timer commit;
  private final Timer latency;
  private final Timer wait;
  private final Timer compute;
  private volatile Supplier<Map<MetricName, ? extends Metric>> consumer = Map::of;
  private final Counter aborted;
  private final Counter overdue;

  EngineMetrics(MeterRegistry registry, EngineLimits limits) {
    this.registry = registry;
    Gauge.builder("verdict.scoring.in.flight.records", inFlightRecords, AtomicInteger::get)
        .description("Records polled and not yet sent")
        .register(registry);
    Gauge.builder("verdict.scoring.in.flight.bytes", inFlightBytes, AtomicLong::get)
        .description("Bytes of the records polled and not yet sent")
        .register(registry);
    Gauge.builder("verdict.scoring.in.flight.records.bound", limits::inFlightRecords)
        .description("Most records that may be in flight")
        .register(registry);
    Gauge.builder("verdict.scoring.in.flight.bytes.bound", limits::inFlightBytes)
        .description("Most bytes that may be in flight")
        .register(registry);
    this.commit =
        Timer.builder("verdict.scoring.commit")
            .description("Time that a commit took")
            .register(registry);
    this.latency =
        Timer.builder("verdict.scoring.latency")
            .description(
                "From the broker's timestamp of a chunk's first record until its outcomes are committed")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofMinutes(1))
            .register(registry);
    this.wait =
        Timer.builder("verdict.scoring.queue.wait")
            .description("Time that a chunk of records waited for a worker")
            .register(registry);
    this.compute =
        Timer.builder("verdict.scoring.compute")
            .description("Time that a worker took for a chunk of records")
            .register(registry);
    Gauge.builder("verdict.scoring.lag.records", this::lag)
        .description("Records of this process's partitions that it has not read")
        .register(registry);
    this.aborted =
        Counter.builder("verdict.scoring.transactions.aborted")
            .description("Transactions taken back")
            .register(registry);
    this.overdue =
        Counter.builder("verdict.scoring.overdue")
            .description("Attempts to decide a record that took too long")
            .register(registry);
  }

  void bind(WorkerPool workers) {
    Gauge.builder("verdict.scoring.workers.active", workers, WorkerPool::active)
        .description("Workers that are deciding")
        .register(registry);
    Gauge.builder("verdict.scoring.workers.bound", workers, WorkerPool::size)
        .description("Workers there are")
        .register(registry);
    Gauge.builder("verdict.scoring.workers.queued", workers, WorkerPool::queued)
        .description("Chunks that wait for a worker")
        .register(registry);
    Gauge.builder("verdict.scoring.workers.abandoned", workers, WorkerPool::abandoned)
        .description("Threads that were given up in a decision that does not end")
        .register(registry);
  }

  void bind(Breaker breaker) {
    Gauge.builder("verdict.scoring.flooded", () -> breaker.flood().isPresent() ? 1 : 0)
        .description("1 while the intake waits for the end of a flood of letters")
        .register(registry);
  }

  void inFlight(Lanes lanes) {
    inFlightRecords.set(lanes.records());
    inFlightBytes.set(lanes.bytes());
  }

  void scored(DecisionKind decision) {
    registry.counter("verdict.scoring.scored", "decision", decision.name()).increment();
  }

  void shadowed() {
    registry.counter("verdict.scoring.shadowed").increment();
  }

  void lettered(ErrorCode code) {
    registry
        .counter("verdict.scoring.letters", "code", code.name(), "stage", code.stage().name())
        .increment();
  }

  void latency(Duration since) {
    latency.record(since);
  }

  void waited(Duration time) {
    wait.record(time);
  }

  void computed(Duration time) {
    compute.record(time);
  }

  /** The consumer at work, whose own metrics know its lag as of the last fetches. */
  void lagOf(Supplier<Map<MetricName, ? extends Metric>> atWork) {
    consumer = atWork;
  }

  private double lag() {
    return consumer.get().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("records-lag"))
        .map(metric -> metric.getValue().metricValue())
        .filter(Double.class::isInstance)
        .mapToDouble(Double.class::cast)
        .filter(Double::isFinite)
        .sum();
  }

  void committed(Duration took) {
    commit.record(took);
  }

  void overdue() {
    overdue.increment();
  }

  void aborted() {
    aborted.increment();
  }
}
