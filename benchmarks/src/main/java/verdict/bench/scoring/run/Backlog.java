package verdict.bench.scoring.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import verdict.bench.scoring.engine.Job;
import verdict.bench.scoring.load.InputRecords;
import verdict.bench.scoring.load.Preload;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.EngineName;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;

/**
 * Verdict's engine against a topic of millions with the real decision: whether it slows down, and
 * whether its memory grows.
 */
public final class Backlog {

  private static final Cell CELL = new Cell(Shape.UNIFORM, Work.REAL);

  /** The engine's work is nobody's but its own: nothing is burnt. */
  private static final double NO_TURNS = 0;

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration STALL_LIMIT = Duration.ofSeconds(20);
  private static final Duration READ_LIMIT = Duration.ofMinutes(5);

  private final long records;
  private final int legs;
  private final int threads;
  private final Path log;
  private final Consumer<String> progress;

  /**
   * One part of the way.
   *
   * @param records that were committed at its end, since the beginning
   * @param cpuMicros of the engine's process for each record of this part
   * @param residentMib of the engine's process at its end; 0 where the system does not say
   */
  public record Leg(
      long records,
      @JsonProperty("records_per_s") double recordsPerSecond,
      @JsonProperty("cpu_us_per_record") double cpuMicros,
      @JsonProperty("resident_mib") double residentMib) {}

  /**
   * @param records in the topic
   * @param legs in which they are measured
   * @param threads that decide
   * @param log takes what the processes write to standard error
   */
  public Backlog(long records, int legs, int threads, Path log, Consumer<String> progress) {
    this.records = records;
    this.legs = legs;
    this.threads = threads;
    this.log = log;
    this.progress = progress;
  }

  /**
   * Fills the topic, and has the engine empty it.
   *
   * @param data for the broker, which makes it and deletes it
   * @throws BenchmarkException if a process fails, or an input has not exactly one output
   */
  public List<Leg> run(Path data) {
    try (LineProcess broker = BrokerMain.launch(data, log);
        Cluster cluster = new Cluster(broker.await(Benchmark.BROKER_START_LIMIT))) {
      cluster.renew(true, Shape.UNIFORM.partitions());
      progress.accept("writing %,d applications".formatted(records));
      Preload.send(cluster.bootstrapServers(), new InputRecords(Shape.UNIFORM), records);
      Job job = new Job(EngineName.VERDICT, cluster.bootstrapServers(), threads, NO_TURNS);
      String group = "backlog";
      List<Leg> all;
      try (Worker worker = new Worker(job, log)) {
        worker.begin(CELL);
        worker.start(group, cluster.inputId());
        all = drain(cluster, worker, group);
        worker.stop();
      }
      verify(cluster);
      return all;
    } finally {
      BrokerMain.delete(data);
    }
  }

  private List<Leg> drain(Cluster cluster, Worker worker, String group) {
    List<Leg> all = new ArrayList<>();
    Look before = look(cluster, worker, group);
    Look last = before;
    while (last.done().sum() < records) {
      LockSupport.parkNanos(LOOK.toNanos());
      worker.check();
      Look now = look(cluster, worker, group);
      if (now.done().sum() > last.done().sum()) {
        last = now;
      } else if (now.nanos() - last.nanos() > STALL_LIMIT.toNanos()) {
        throw new BenchmarkException("stalled at %,d records".formatted(now.done().sum()));
      }
      if (now.done().sum() >= (all.size() + 1) * (records / legs)) {
        all.add(leg(before, now, worker));
        before = now;
        progress.accept(all.getLast().toString());
      }
    }
    return all;
  }

  private static Look look(Cluster cluster, Worker worker, String group) {
    return new Look(System.nanoTime(), cluster.committed(group), worker.cpuNanos());
  }

  private static Leg leg(Look before, Look now, Worker worker) {
    double count = now.done().sum() - before.done().sum();
    return new Leg(
        now.done().sum(),
        count * 1e9 / (now.nanos() - before.nanos()),
        (now.cpuNanos() - before.cpuNanos()) / count / 1_000,
        worker.residentBytes().orElse(0) / (double) (1 << 20));
  }

  private void verify(Cluster cluster) {
    progress.accept("comparing applications with outcomes");
    Answered answered = new Answered();
    Outputs.each(cluster, READ_LIMIT, answered::add);
    answered.verify(cluster.inputEnds());
  }
}
