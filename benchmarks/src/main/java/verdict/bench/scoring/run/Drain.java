package verdict.bench.scoring.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import verdict.bench.scoring.plan.EngineName;

/** One throughput run: an engine against a topic that is full already. */
final class Drain {

  /** How often is looked: often against the runs' seconds, seldom against the engine's work. */
  private static final Duration STEP = Duration.ofMillis(20);

  /** After the first commit, for caches and fetches to fill. */
  static final Duration WARM_UP = Duration.ofMillis(300);

  /** An engine that commits nothing for so long has stalled. */
  private static final Duration STALL_LIMIT = Duration.ofSeconds(20);

  private final Cluster cluster;
  private final EngineName engine;
  private final long records;
  private final Duration limit;

  /**
   * @param records in the input topic
   * @param limit a slow engine is stopped so long after its first commit
   */
  Drain(Cluster cluster, EngineName engine, long records, Duration limit) {
    this.cluster = cluster;
    this.engine = engine;
    this.records = records;
    this.limit = limit;
  }

  /**
   * Runs to the end of the topic or of the time.
   *
   * @return empty if it was too short to say anything
   * @throws BenchmarkException if the engine fails or stalls
   */
  Optional<Window> run(Worker worker, String group) {
    worker.start(group, cluster.inputId());
    List<Sample> samples = watch(worker, group);
    boolean drained = cluster.committed(group) >= records;
    worker.stop();
    if (!engine.isCountedByOffsets()) {
      // Without the transactions' markers, which lie evenly among the outputs.
      double outputs = OutputCount.committed(cluster.bootstrapServers());
      double factor = outputs / cluster.written();
      samples = samples.stream().map(sample -> sample.scaled(factor)).toList();
    }
    return Window.of(samples, drained, WARM_UP.toNanos());
  }

  private List<Sample> watch(Worker worker, String group) {
    List<Sample> samples = new ArrayList<>();
    long seen = 0;
    long seenAt = System.nanoTime();
    while (seen < records && !over(samples)) {
      LockSupport.parkNanos(STEP.toNanos());
      worker.check();
      long done = engine.isCountedByOffsets() ? cluster.committed(group) : cluster.written();
      long now = System.nanoTime();
      if (done > seen) {
        seen = done;
        seenAt = now;
        samples.add(new Sample(now, done, worker.cpuNanos()));
      } else if (now - seenAt > STALL_LIMIT.toNanos()) {
        throw new BenchmarkException(
            "stalled: nothing committed for %d s".formatted(STALL_LIMIT.toSeconds()));
      }
    }
    return samples;
  }

  private boolean over(List<Sample> samples) {
    return !samples.isEmpty() && System.nanoTime() - samples.getFirst().nanos() > limit.toNanos();
  }
}
