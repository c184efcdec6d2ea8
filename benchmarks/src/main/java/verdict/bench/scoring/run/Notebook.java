package verdict.bench.scoring.run;

import java.nio.file.Path;
import java.util.function.Consumer;
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

  /** Processes that are no part of this used so much of the processors, 0 to 1. */
  void disturbed(double share) {
    results.disturbed(share);
    if (share > WORTH_TELLING) {
      progress.accept(
          "other processes used %.0f %% of the processors meanwhile".formatted(share * 100));
    }
  }

  void remark(Subject subject, String text) {
    results.remark(subject, text);
    csv.remark(subject, text);
    progress.accept("%s, %s: %s".formatted(subject.cell(), subject.engine(), text));
  }
}
