package verdict.bench.scoring.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.IsolationLevel;
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
   * @throws BenchmarkException if the engine fails, stalls, or does not find its partitions
   */
  Optional<Window> run(Worker worker, String group) {
    worker.start(group, cluster.inputId());
    cluster.awaitMembers(group, worker);
    List<Look> looks = watch(worker, group);
    boolean drained = isDrained(group);
    worker.stop();
    return Window.of(samples(looks), drained, WARM_UP.toNanos());
  }

  private boolean isDrained(String group) {
    return cluster.committed(group).sum() >= records;
  }

  private List<Look> watch(Worker worker, String group) {
    List<Look> looks = new ArrayList<>();
    long seen = 0;
    long seenAt = System.nanoTime();
    while (!over(looks) && !(seen >= records && isDrained(group))) {
      LockSupport.parkNanos(STEP.toNanos());
      worker.check();
      Offsets done =
          engine.isCountedByOffsets()
              ? cluster.committed(group)
              : cluster.outputEnds(IsolationLevel.READ_COMMITTED);
      long now = System.nanoTime();
      if (done.sum() > seen) {
        seen = done.sum();
        seenAt = now;
        looks.add(new Look(now, done, worker.cpuNanos()));
      } else if (now - seenAt > STALL_LIMIT.toNanos()) {
        throw new BenchmarkException(
            "stalled: nothing committed for %d s".formatted(STALL_LIMIT.toSeconds()));
      }
    }
    return looks;
  }

  /** With the records that were committed by then; outputs are read when the run is over. */
  private List<Sample> samples(List<Look> looks) {
    if (engine.isCountedByOffsets()) {
      return looks.stream().map(look -> look.sample(look.done().sum())).toList();
    }
    Outputs outputs = Outputs.read(cluster);
    return looks.stream().map(look -> look.sample(outputs.countBefore(look.done()))).toList();
  }

  private boolean over(List<Look> looks) {
    return !looks.isEmpty() && System.nanoTime() - looks.getFirst().nanos() > limit.toNanos();
  }
}
