package verdict.bench.scoring.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import verdict.bench.scoring.engine.Job;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.EngineName;
import verdict.bench.scoring.plan.Part;
import verdict.bench.scoring.report.Measure;
import verdict.bench.scoring.report.Subject;

/**
 * The processes of one cell's engines: a new JVM for each, so that memory, processor time and what
 * the compiler learned are of this engine and this cell alone. An engine that fails leaves.
 */
final class Fleet implements AutoCloseable {

  private final Cell cell;
  private final Notebook notebook;
  private final Map<EngineName, Worker> workers = new EnumMap<>(EngineName.class);
  private final List<EngineName> order = new ArrayList<>();

  Fleet(
      Part part, String bootstrapServers, int processors, double turnsPerMicro, Notebook notebook) {
    this.cell = part.cell();
    this.notebook = notebook;
    for (EngineName engine : part.engines()) {
      Optional<String> cannot = engine.cannot(cell.shape());
      if (cannot.isPresent()) {
        notebook.remark(new Subject(cell, engine), cannot.get());
      } else {
        order.add(engine);
        workers.put(
            engine,
            new Worker(
                new Job(
                    engine, bootstrapServers, cell.shape(), cell.work(), processors, turnsPerMicro),
                notebook.log()));
      }
    }
    for (EngineName engine : List.copyOf(order)) {
      attempt(engine, Worker::awaitReady);
    }
  }

  /** What is done with a worker; throws a {@link BenchmarkException} if that fails. */
  interface Use {
    void of(Worker worker);
  }

  /** All that have not failed; another one is first in each round. */
  List<EngineName> turns(int round) {
    List<EngineName> turns = new ArrayList<>(order);
    Collections.rotate(turns, -round);
    return turns;
  }

  /** An engine that fails is out, with a remark. */
  void attempt(EngineName engine, Use use) {
    Worker worker = workers.get(engine);
    if (worker == null) {
      return;
    }
    try {
      use.of(worker);
    } catch (BenchmarkException e) {
      notebook.remark(new Subject(cell, engine), String.valueOf(e.getMessage()));
      order.remove(engine);
      workers.remove(engine);
      worker.close();
    }
  }

  private void notePeak(EngineName engine, Worker worker) {
    worker
        .peakBytes()
        .ifPresent(
            bytes ->
                notebook.add(
                    new Subject(cell, engine), 0, Measure.PEAK_MIB, bytes / (double) (1 << 20)));
  }

  /** Notes the most memory that each of them had. */
  void notePeaks() {
    workers.forEach(this::notePeak);
  }

  @Override
  public void close() {
    workers.values().forEach(Worker::close);
  }
}
