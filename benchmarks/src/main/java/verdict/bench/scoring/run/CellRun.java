package verdict.bench.scoring.run;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import verdict.bench.scoring.load.InputRecords;
import verdict.bench.scoring.load.Preload;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.EngineName;
import verdict.bench.scoring.plan.Part;
import verdict.bench.scoring.report.Measure;
import verdict.bench.scoring.report.Subject;

/**
 * One cell: a round that warms up and says how many records the others need, then the rounds that
 * count, in each of which every engine has its turn.
 */
final class CellRun {

  private final Part part;
  private final Cell cell;
  private final Cluster cluster;
  private final Fleet fleet;
  private final Tempo tempo;
  private final int processors;
  private final Notebook notebook;
  private int groups;
  private double fastest;

  CellRun(Part part, Cluster cluster, Fleet fleet, Tempo tempo, int processors, Notebook notebook) {
    this.part = part;
    this.cell = part.cell();
    this.cluster = cluster;
    this.fleet = fleet;
    this.tempo = tempo;
    this.processors = processors;
    this.notebook = notebook;
  }

  void run() {
    Duration length = tempo.drain().plus(Drain.WARM_UP);
    long records = Sizing.guess(cell, processors, length);
    preload(records);
    round(0, records);
    long wanted = Sizing.records(fastest, length);
    if (fastest > 0 && !Sizing.fits(records, wanted)) {
      records = wanted;
      preload(records);
    }
    for (int round = 1; round <= tempo.rounds(); round++) {
      round(round, records);
    }
    new LatencyRounds(part, cluster, fleet, tempo, notebook).run();
    fleet.notePeaks();
  }

  private void preload(long records) {
    cluster.renew(true, cell.shape().partitions());
    Preload.send(cluster.bootstrapServers(), new InputRecords(cell.shape()), records);
  }

  private void round(int round, long records) {
    StringJoiner line = new StringJoiner(", ");
    for (EngineName engine : fleet.turns(round)) {
      fleet.attempt(
          engine, worker -> line.add(engine + " " + turn(round, engine, worker, records)));
    }
    notebook
        .progress()
        .accept(
            "%s, %s: %s"
                .formatted(
                    cell,
                    round == 0
                        ? "warm-up with %,d records".formatted(records)
                        : "round %d of %d".formatted(round, tempo.rounds()),
                    line));
  }

  /** One engine's run; says its rate. */
  private String turn(int round, EngineName engine, Worker worker, long records) {
    cluster.renew(false, cell.shape().partitions());
    String group = "benchmark-%s-%d".formatted(engine, ++groups) + "-" + System.nanoTime();
    Duration limit = tempo.drain().multipliedBy(3).dividedBy(2).plus(Drain.WARM_UP);
    Optional<Window> window = new Drain(cluster, records, limit).run(worker, group);
    Subject subject = new Subject(cell, engine);
    if (round == 1) {
      verify(subject, group);
    }
    if (window.isEmpty()) {
      notebook.remark(subject, "too short a run: raise --seconds");
      return "too short";
    }
    double rate = window.get().recordsPerSecond();
    if (round == 0) {
      fastest = Math.max(fastest, rate);
    } else {
      notebook.add(subject, round, Measure.RECORDS_PER_SECOND, rate);
      notebook.add(subject, round, Measure.CPU_MICROS, window.get().cpuMicrosPerRecord());
    }
    return String.format(Locale.ROOT, "%,.0f/s", rate);
  }

  /** Nobody is fast by leaving something out. */
  private void verify(Subject subject, String group) {
    long inputs = cluster.committed(group);
    long outputs = OutputCount.committed(cluster.bootstrapServers());
    if (outputs < inputs || (subject.engine().isExactlyOnce() && outputs > inputs)) {
      notebook.remark(
          subject,
          "WRONG: %,d outputs for %,d inputs that are committed".formatted(outputs, inputs));
    }
  }
}
