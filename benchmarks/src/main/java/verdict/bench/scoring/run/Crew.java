package verdict.bench.scoring.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.EngineName;
import verdict.bench.scoring.report.Measure;
import verdict.bench.scoring.report.Subject;

/** The engines of one cell. One that fails gets a remark instead of further turns. */
final class Crew {

  private final Cell cell;
  private final Fleet fleet;
  private final Notebook notebook;
  private final List<EngineName> members = new ArrayList<>();

  Crew(Cell cell, List<EngineName> engines, Fleet fleet, Notebook notebook) {
    this.cell = cell;
    this.fleet = fleet;
    this.notebook = notebook;
    for (EngineName engine : engines) {
      members.add(engine);
      engine
          .remark(cell.shape())
          .ifPresent(word -> notebook.remark(new Subject(cell, engine), word));
    }
    fleet.launch(members);
    for (EngineName engine : List.copyOf(members)) {
      attempt(engine, worker -> worker.begin(cell));
    }
  }

  /** What is done with a worker; throws a {@link BenchmarkException}, or Kafka's, if it fails. */
  interface Use {
    void of(Worker worker);
  }

  /** All that have not failed; another one is first in each round. */
  List<EngineName> turns(int round) {
    List<EngineName> turns = new ArrayList<>(members);
    Collections.rotate(turns, -round);
    return turns;
  }

  /** An engine that fails is out, with a remark. */
  void attempt(EngineName engine, Use use) {
    try {
      use.of(fleet.worker(engine));
    } catch (BenchmarkException | KafkaException e) {
      notebook.remark(new Subject(cell, engine), BenchmarkException.reason(e));
      members.remove(engine);
      stop(engine);
    }
  }

  /** A process that still obeys is kept for the next cell: a new one would have to warm up. */
  private void stop(EngineName engine) {
    try {
      fleet.worker(engine).stop();
    } catch (BenchmarkException e) {
      fleet.replace(engine);
    }
  }

  /** Notes the most memory that each of them had. */
  void notePeaks() {
    for (EngineName engine : members) {
      fleet
          .worker(engine)
          .peakBytes()
          .ifPresent(
              bytes ->
                  notebook.add(
                      new Subject(cell, engine), 0, Measure.PEAK_MIB, bytes / (double) (1 << 20)));
    }
  }
}
