package verdict.bench.scoring.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.kafka.common.Uuid;
import verdict.bench.scoring.engine.Job;
import verdict.bench.scoring.engine.WorkerMain;
import verdict.bench.scoring.plan.Cell;

/** The process of one engine. */
final class Worker implements AutoCloseable {

  /** Long, for a process that has yet to start on a machine that starts seven. */
  private static final Duration ORDER_LIMIT = Duration.ofSeconds(60);

  /** Linux forgets a process's peak when this is written to its {@code clear_refs}. */
  private static final String FORGET_PEAK = "5";

  private final Job job;
  private final LineProcess process;

  Worker(Job job, Path log) {
    this.job = job;
    this.process =
        new LineProcess(
            LineProcess.sameOptions(), WorkerMain.class.getName(), job.arguments(), log);
  }

  /** Does this cell's work from now on. */
  void begin(Cell cell) {
    obey(Job.order(cell));
    try {
      Files.writeString(proc("clear_refs"), FORGET_PEAK);
    } catch (IOException e) {
      // Where it cannot forget, the peak is of all cells so far.
    }
  }

  /** Begins a run as a new consumer group. */
  void start(String group, Uuid topicId) {
    obey(Job.order(group, topicId.toString()));
  }

  /** Ends a run. */
  void stop() {
    obey(Job.STOP);
  }

  private void obey(String order) {
    process.order(order);
    process.await(ORDER_LIMIT);
  }

  /**
   * Looks whether it still works.
   *
   * @throws BenchmarkException if the engine ended by itself
   */
  void check() {
    process.check();
  }

  /** How many consumers its engine has in its group. */
  int members() {
    return job.engine().members(job.threads());
  }

  /** Processor time of the whole process so far. */
  long cpuNanos() {
    return process.handle().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  /** The most memory that it had since the cell began; empty where the system does not say. */
  OptionalLong peakBytes() {
    return MemoryStatus.peakBytes(status());
  }

  /** The memory that it has now; empty where the system does not say. */
  OptionalLong residentBytes() {
    return MemoryStatus.residentBytes(status());
  }

  private String status() {
    try {
      return Files.readString(proc("status"));
    } catch (IOException e) {
      return "";
    }
  }

  private Path proc(String file) {
    return Path.of("/proc", Long.toString(process.handle().pid()), file);
  }

  @Override
  public void close() {
    process.close();
  }
}
