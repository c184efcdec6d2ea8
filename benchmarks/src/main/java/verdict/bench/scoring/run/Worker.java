package verdict.bench.scoring.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.kafka.common.Uuid;
import verdict.bench.scoring.engine.Job;
import verdict.bench.scoring.engine.WorkerMain;

/** The process of one engine, for one cell. */
final class Worker implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration ORDER_LIMIT = Duration.ofSeconds(60);

  private final LineProcess process;

  Worker(Job job, Path log) {
    this.process = new LineProcess(WorkerMain.class.getName(), job.arguments(), log);
  }

  void awaitReady() {
    process.await(START_LIMIT);
  }

  /** Begins a run as a new consumer group. */
  void start(String group, Uuid topicId) {
    process.order("start " + group + " " + topicId);
    process.await(ORDER_LIMIT);
  }

  void stop() {
    process.order("stop");
    process.await(ORDER_LIMIT);
  }

  /**
   * @throws BenchmarkException if the engine ended by itself
   */
  void check() {
    process.check();
  }

  /** Processor time of the whole process so far. */
  long cpuNanos() {
    return process.handle().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  /** The most memory that it ever had; empty where the system does not say. */
  OptionalLong peakBytes() {
    try {
      return MemoryStatus.peakBytes(
          Files.readString(Path.of("/proc/" + process.handle().pid() + "/status")));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
