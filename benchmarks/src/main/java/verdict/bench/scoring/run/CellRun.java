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
  private final Crew crew;
  private final Tempo tempo;
  private final int processors;
  private final Notebook notebook;
  private double fastest;

  CellRun(Part part, Cluster cluster, Fleet fleet, Tempo tempo, int processors, Notebook notebook) {
    this.part = part;
    this.cell = part.cell();
    this.cluster = cluster;
    this.crew = new Crew(cell, part.engines(), fleet, notebook);
    this.tempo = tempo;
    this.processors = processors;
    this.notebook = notebook;
  }

  void run() {
    Duration length = length();
    long records = Sizing.guess(cell, processors, length);
    preload(records);
    round(0, records);
    long wanted = Sizing.records(fastest, length);
    if (fastest > 0 && !Sizing.fits(records, wanted)) {
      records = wanted;
      preload(records);
    }
    for (int round = 1; round <= tempo.rounds(); round++) {
      Optional<ProcessorTime> before = ProcessorTime.now();
      round(round, records);
      notebook.disturbed(cell, before);
    }
    new LatencyRounds(part, cluster, crew, tempo, notebook).run();
    crew.notePeaks();
  }

  /** Rounds of which nothing is kept. */
  void warmUp() {
    long records = Sizing.guess(cell, processors, length());
    preload(records);
    for (int round = 0; round < tempo.rounds(); round++) {
      round(0, records);
    }
  }

  private Duration length() {
    return tempo.drain().plus(Drain.WARM_UP);
  }

  private void preload(long records) {
    cluster.renew(true, cell.shape().partitions());
    Preload.send(cluster.bootstrapServers(), new InputRecords(cell.shape()), records);
  }

  private void round(int round, long records) {
    StringJoiner line = new StringJoiner(", ");
    for (EngineName engine : crew.turns(round)) {
      crew.attempt(engine, worker -> line.add(engine + " " + turn(round, engine, worker, records)));
    }
    String name =
        round == 0
            ? "warm-up with %,d records".formatted(records)
            : "round %d of %d".formatted(round, tempo.rounds());
    notebook.progress().accept("%s, %s: %s".formatted(cell, name, line));
  }

  /** One engine's run; says its rate. */
  private String turn(int round, EngineName engine, Worker worker, long records) {
    cluster.renew(false, cell.shape().partitions());
    String group = "benchmark-%s-%d".formatted(engine, System.nanoTime());
    Duration limit = tempo.drain().multipliedBy(3).dividedBy(2).plus(Drain.WARM_UP);
    Optional<Window> window =
        new Drain(cluster, engine, records, limit)
            .run(worker, group)
            .filter(found -> found.nanos() >= tempo.shortest().toNanos());
    Subject subject = new Subject(cell, engine);
    if (round == 1) {
      verify(subject, group, records);
    }
    if (window.isPresent()) {
      return note(subject, round, window.get());
    }
    if (round > 0) {
      notebook.remark(subject, "a run was too short to count: raise --seconds");
    }
    return "too short";
  }

  private String note(Subject subject, int round, Window window) {
    double rate = window.recordsPerSecond();
    if (round == 0) {
      fastest = Math.max(fastest, rate);
    } else {
      notebook.add(subject, round, Measure.RECORDS_PER_SECOND, rate);
      notebook.add(subject, round, Measure.CPU_MICROS, window.cpuMicrosPerRecord());
    }
    return String.format(Locale.ROOT, "%,.0f/s", rate);
  }

  /** Nobody is fast by leaving something out. */
  private void verify(Subject subject, String group, long records) {
    long outputs = Outputs.read(cluster).count();
    long inputs = cluster.settled(group).sum();
    if (isWrong(subject.engine(), inputs, outputs, records)) {
      notebook.wrong(
          subject, "%,d outputs for %,d inputs that are committed".formatted(outputs, inputs));
    }
  }

  /**
   * Whether outputs are missing, or an exactly-once engine has too many of them. Offsets that only
   * say where the first unfinished record lies say nothing of too many before the topic's end.
   */
  static boolean isWrong(EngineName engine, long inputs, long outputs, long records) {
    boolean exact = engine.isCountedByOffsets() || inputs >= records;
    return outputs < inputs || (engine.isExactlyOnce() && exact && outputs > inputs);
  }
}
