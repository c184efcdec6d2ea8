package verdict.bench.scoring.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import verdict.bench.scoring.engine.Job;
import verdict.bench.scoring.plan.EngineName;

/**
 * The engines' processes: one for each, for the whole benchmark, so that what is measured was
 * compiled long ago. One that is of no more use is replaced by a new one at the next cell.
 */
final class Fleet implements AutoCloseable {

  private final String bootstrapServers;
  private final int processors;
  private final double turnsPerMicro;
  private final Notebook notebook;
  private final Map<EngineName, Worker> workers = new EnumMap<>(EngineName.class);

  Fleet(String bootstrapServers, int processors, double turnsPerMicro, Notebook notebook) {
    this.bootstrapServers = bootstrapServers;
    this.processors = processors;
    this.turnsPerMicro = turnsPerMicro;
    this.notebook = notebook;
  }

  /** Starts those that do not run yet, all at once. */
  void launch(List<EngineName> engines) {
    for (EngineName engine : engines) {
      workers.computeIfAbsent(engine, this::started);
    }
  }

  private Worker started(EngineName engine) {
    return new Worker(new Job(engine, bootstrapServers, processors, turnsPerMicro), notebook.log());
  }

  Worker worker(EngineName engine) {
    return workers.computeIfAbsent(engine, this::started);
  }

  void replace(EngineName engine) {
    Worker failed = workers.remove(engine);
    if (failed != null) {
      failed.close();
    }
  }

  @Override
  public void close() {
    workers.values().forEach(Worker::close);
  }
}
