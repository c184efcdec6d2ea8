package verdict.bench.scoring.run;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.EngineName;
import verdict.bench.scoring.plan.Part;
import verdict.bench.scoring.plan.Plan;
import verdict.bench.scoring.report.Measure;
import verdict.bench.scoring.report.Subject;

/**
 * The latencies of one cell. All engines bear the same load, or their latencies could not be
 * compared: half of what the slowest of those can bear that are compared by a target.
 */
final class LatencyRounds {

  /**
   * Of the rate at which a full topic is emptied. Sending and reading, which the driver does on the
   * same processors, take about as much again: so this is half of what the line can bear. At 0.5
   * every engine falls behind.
   */
  private static final double LOAD = 0.25;

  /** An engine whose capacity is not even so much above the load is not asked to bear it. */
  private static final double HEADROOM = 1.1;

  private final Part part;
  private final Cell cell;
  private final Cluster cluster;
  private final Crew crew;
  private final Tempo tempo;
  private final Notebook notebook;

  LatencyRounds(Part part, Cluster cluster, Crew crew, Tempo tempo, Notebook notebook) {
    this.part = part;
    this.cell = part.cell();
    this.cluster = cluster;
    this.crew = crew;
    this.tempo = tempo;
    this.notebook = notebook;
  }

  void run() {
    OptionalDouble load = load();
    if (load.isEmpty()) {
      return;
    }
    for (int round = 1; round <= tempo.rounds(); round++) {
      Optional<ProcessorTime> before = ProcessorTime.now();
      round(round, load.getAsDouble());
      notebook.disturbed(cell, before);
    }
  }

  private OptionalDouble load() {
    OptionalDouble compared =
        slowest(part.latencies().stream().filter(Plan.COMPARED::contains).toList());
    OptionalDouble base = compared.isPresent() ? compared : slowest(part.latencies());
    return base.isPresent() ? OptionalDouble.of(LOAD * base.getAsDouble()) : base;
  }

  private OptionalDouble slowest(List<EngineName> engines) {
    return engines.stream()
        .map(this::capacity)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .min();
  }

  private OptionalDouble capacity(EngineName engine) {
    return notebook.results().median(new Subject(cell, engine), Measure.RECORDS_PER_SECOND);
  }

  private void round(int round, double load) {
    StringJoiner line = new StringJoiner(", ");
    for (EngineName engine : crew.turns(round)) {
      if (part.latencies().contains(engine)) {
        crew.attempt(engine, worker -> line.add(engine + " " + turn(round, engine, worker, load)));
      }
    }
    notebook
        .progress()
        .accept(
            "%s, p50 and p99 in ms at %,.0f/s, round %d of %d: %s"
                .formatted(cell, load, round, tempo.rounds(), line));
  }

  private String turn(int round, EngineName engine, Worker worker, double load) {
    Subject subject = new Subject(cell, engine);
    OptionalDouble capacity = capacity(engine);
    if (capacity.isEmpty() || capacity.getAsDouble() < HEADROOM * load) {
      if (round == 1) {
        notebook.remark(subject, "slower than the others' load of %,.0f/s".formatted(load));
      }
      return "slower than that";
    }
    String group = "benchmark-latency-%s-%d-%d".formatted(engine, round, System.nanoTime());
    LatencyRun.Latency latency =
        new LatencyRun(cluster, load, tempo.latency()).run(worker, cell.shape(), group);
    notebook.add(subject, round, Measure.LOAD, load);
    notebook.add(subject, round, Measure.P50_MILLIS, latency.p50Millis());
    notebook.add(subject, round, Measure.P99_MILLIS, latency.p99Millis());
    return "%.1f %.1f".formatted(latency.p50Millis(), latency.p99Millis());
  }
}
