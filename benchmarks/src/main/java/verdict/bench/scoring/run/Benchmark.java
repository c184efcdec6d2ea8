package verdict.bench.scoring.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import verdict.bench.scoring.engine.Calibration;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.EngineName;
import verdict.bench.scoring.plan.Part;
import verdict.bench.scoring.plan.Plan;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;

/** The whole benchmark: a broker in a process of its own, and one cell after the other. */
public final class Benchmark {

  private static final Duration BROKER_START_LIMIT = Duration.ofSeconds(60);

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
   * Runs it; an engine that fails in a cell leaves a remark there.
   *
   * @param data for the broker, which makes it and deletes it
   * @throws BenchmarkException if the broker fails
   */
  public void run(Path data) {
    double turnsPerMicro = Calibration.turnsPerMicro();
    try (LineProcess broker =
        new LineProcess(BrokerMain.class.getName(), List.of(data.toString()), notebook.log())) {
      try (Cluster cluster = new Cluster(broker.await(BROKER_START_LIMIT));
          Fleet fleet =
              new Fleet(cluster.bootstrapServers(), processors, turnsPerMicro, notebook)) {
        run(cluster, fleet);
      }
    }
  }

  private void run(Cluster cluster, Fleet fleet) {
    List<EngineName> engines =
        plan.parts().stream().flatMap(part -> part.engines().stream()).distinct().toList();
    Part warmUp = new Part(new Cell(Shape.UNIFORM, Work.REAL), engines, List.of());
    notebook.progress().accept("warming up");
    new CellRun(warmUp, cluster, fleet, tempo.warmUp(), processors, notebook).warmUp();
    int number = 0;
    for (Part part : plan.parts()) {
      notebook
          .progress()
          .accept("cell %d of %d: %s".formatted(++number, plan.parts().size(), part.cell()));
      new CellRun(part, cluster, fleet, tempo, processors, notebook).run();
    }
  }
}
