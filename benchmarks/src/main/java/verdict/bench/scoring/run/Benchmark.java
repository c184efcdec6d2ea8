package verdict.bench.scoring.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import verdict.bench.scoring.engine.Calibration;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.EngineName;
import verdict.bench.scoring.plan.Part;
import verdict.bench.scoring.plan.Plan;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;
import verdict.bench.scoring.report.Subject;

/** The whole benchmark: a broker in a process of its own, and one cell after the other. */
public final class Benchmark {

  static final Duration BROKER_START_LIMIT = Duration.ofSeconds(60);

  private final Plan plan;
  private final Tempo tempo;
  private final int processors;
  private final Notebook notebook;

  /**
   * @param processors threads that compute in each engine
   */
  public Benchmark(Plan plan, Tempo tempo, int processors, Notebook notebook) {
    this.plan = plan;
    this.tempo = tempo;
    this.processors = processors;
    this.notebook = notebook;
  }

  /**
   * Runs it; an engine that fails in a cell leaves a remark there, and so does a cell that fails.
   *
   * @param data for the broker, which makes it and deletes it
   * @throws BenchmarkException if the broker fails
   */
  public void run(Path data) {
    double turnsPerMicro = Calibration.turnsPerMicro();
    try (LineProcess broker = BrokerMain.launch(data, notebook.log())) {
      try (Cluster cluster = new Cluster(broker.await(BROKER_START_LIMIT));
          Fleet fleet =
              new Fleet(cluster.bootstrapServers(), processors, turnsPerMicro, notebook)) {
        run(broker, cluster, fleet);
      }
    } finally {
      BrokerMain.delete(data);
    }
  }

  private void run(LineProcess broker, Cluster cluster, Fleet fleet) {
    long start = System.nanoTime();
    List<EngineName> engines =
        plan.parts().stream().flatMap(part -> part.engines().stream()).distinct().toList();
    Part warmUp = new Part(new Cell(Shape.UNIFORM, Work.REAL), engines, List.of());
    notebook.progress().accept("warming up");
    guarded(
        warmUp,
        broker,
        () -> new CellRun(warmUp, cluster, fleet, tempo.warmUp(), processors, notebook).warmUp());
    int number = 0;
    for (Part part : plan.parts()) {
      notebook
          .progress()
          .accept(
              "cell %d of %d, after %d min: %s"
                  .formatted(
                      ++number,
                      plan.parts().size(),
                      Duration.ofNanos(System.nanoTime() - start).toMinutes(),
                      part.cell()));
      guarded(
          part, broker, () -> new CellRun(part, cluster, fleet, tempo, processors, notebook).run());
    }
  }

  /** One failure costs its own cell, unless the broker is gone. */
  private void guarded(Part part, LineProcess broker, Runnable cell) {
    try {
      cell.run();
    } catch (BenchmarkException | KafkaException e) {
      String reason = "broken off: " + BenchmarkException.reason(e);
      part.engines().forEach(engine -> notebook.remark(new Subject(part.cell(), engine), reason));
      broker.check();
    }
  }
}
