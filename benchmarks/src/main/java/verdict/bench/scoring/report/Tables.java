package verdict.bench.scoring.report;

import java.util.List;
import java.util.OptionalDouble;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.EngineName;

/** The results in Markdown. */
public final class Tables {

  /** A figure that nobody measured. */
  private static final String NONE = "–";

  private final Results results;

  public Tables(Results results) {
    this.results = results;
  }

  /** A line for each engine of each cell: medians, and the median of the rounds' shares. */
  public String figures() {
    StringBuilder table =
        new StringBuilder(
            """
            | shape | work | engine | records/s | of the ceiling | Verdict is | CPU, s per million | load, /s | p50, ms | p99, ms | peak RSS, MiB | remark |
            | --- | --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --- |
            """);
    results.subjects().forEach(subject -> table.append(row(subject)));
    if (!results.warnings().isEmpty()) {
      table.append('\n');
      results.warnings().forEach(text -> table.append("- **").append(text).append("**\n"));
    }
    results.disturbance().ifPresent(text -> table.append('\n').append(text).append('\n'));
    return table.toString();
  }

  private String row(Subject subject) {
    Cell cell = subject.cell();
    EngineName engine = subject.engine();
    List<String> cells =
        List.of(
            cell.shape().label(),
            cell.work().label(),
            engine.label(),
            figure(subject, Measure.RECORDS_PER_SECOND),
            percent(results.shareOfCeiling(cell, engine)),
            engine == EngineName.VERDICT
                ? ""
                : times(
                    results.ratio(cell, EngineName.VERDICT, engine, Measure.RECORDS_PER_SECOND)),
            figure(subject, Measure.CPU_MICROS),
            figure(subject, Measure.LOAD),
            figure(subject, Measure.P50_MILLIS),
            figure(subject, Measure.P99_MILLIS),
            figure(subject, Measure.PEAK_MIB),
            results.remark(subject).orElse(""));
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private String figure(Subject subject, Measure measure) {
    OptionalDouble median = results.median(subject, measure);
    return median.isPresent() ? Figures.figure(median.getAsDouble()) : NONE;
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent() ? Math.round(share.getAsDouble() * 100) + " %" : NONE;
  }

  private static String times(OptionalDouble ratio) {
    return ratio.isPresent() ? Figures.figure(ratio.getAsDouble()) + " ×" : NONE;
  }

  /** A line for each target. */
  public String targets() {
    StringBuilder table =
        new StringBuilder(
            """
            | target: Verdict's share of | reached | |
            | --- | --: | --- |
            """);
    for (Target target : Target.all()) {
      table.append(
          "| %s | %s | %s |\n"
              .formatted(
                  target.text(), times(target.reached(results)), target.judge(results).text()));
    }
    return table.toString();
  }
}
