package verdict.bench.scoring.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.report.CsvLog;
import verdict.bench.scoring.report.Measure;
import verdict.bench.scoring.report.Results;
import verdict.bench.scoring.report.Subject;

/**
 * Where figures go: into the results, into the file at once, and to whoever watches.
 *
 * @param log takes what broker and engines complain of
 * @param progress for people, line by line
 */
public record Notebook(Results results, CsvLog csv, Path log, Consumer<String> progress) {

  /** More than the kernel's own threads and a shell. */
  private static final double WORTH_TELLING = 0.05;

  void add(Subject subject, int round, Measure measure, double value) {
    results.add(subject, round, measure, value);
    csv.add(subject, round, measure, value);
  }

  /** Notes what processes that are no part of this used of the processors since then. */
  void disturbed(Cell cell, Optional<ProcessorTime> before) {
    before.ifPresent(
        then -> ProcessorTime.now().ifPresent(now -> disturbed(cell, now.othersSince(then))));
  }

  private void disturbed(Cell cell, double share) {
    results.disturbed(cell, share);
    if (share > WORTH_TELLING) {
      progress.accept(
          "other processes used %.0f %% of the processors meanwhile".formatted(share * 100));
    }
  }

  /** The engine lost or doubled something: none of its figures here counts. */
  void wrong(Subject subject, String text) {
    results.wrong(subject);
    remark(subject, "WRONG: " + text);
  }

  void remark(Subject subject, String text) {
    results.remark(subject, text);
    csv.remark(subject, text);
    progress.accept("%s, %s: %s".formatted(subject.cell(), subject.engine(), text));
  }
}
