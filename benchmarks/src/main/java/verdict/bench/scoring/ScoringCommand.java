package verdict.bench.scoring;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import verdict.bench.scoring.plan.Plan;
import verdict.bench.scoring.report.CsvLog;
import verdict.bench.scoring.report.Document;
import verdict.bench.scoring.report.Results;
import verdict.bench.scoring.report.Tables;
import verdict.bench.scoring.run.Benchmark;
import verdict.bench.scoring.run.Notebook;
import verdict.bench.scoring.run.Tempo;
import verdict.kit.Logs;

/** {@code bench scoring}. */
@Command(
    mixinStandardHelpOptions = true,
    name = "scoring",
    description = {
      "The scoring engine beside its peers: a broker and each engine in a process of its own, one"
          + " round after the other. docs/performance.md says what is measured and how.",
      "Prints tables, writes every figure into a CSV file under target/bench as it comes."
    },
    footer = {
      "",
      "Example: verdict bench scoring --shapes uniform --work real --engines ceiling,verdict,streams"
    })
public final class ScoringCommand implements Callable<Integer> {

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Mixin private final ScoringOptions options = new ScoringOptions();

  @Option(names = "--json", description = "One JSON document as the last line.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Plan plan = options.plan();
    Tempo tempo = options.tempo();
    Logs.install(Logs.Format.TEXT, "benchmark", Level.ERROR, Level.ERROR);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    Path folder = Path.of(System.getProperty("verdict.bench.output", "target/bench"));
    String name = "scoring-" + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP);
    Path figures = folder.resolve(name + ".csv");
    Results results = new Results();
    err.println("verdict: every figure goes to " + figures);
    try (CsvLog csv = new CsvLog(figures)) {
      Notebook notebook =
          new Notebook(
              results, csv, folder.resolve(name + ".log"), line -> err.println("verdict: " + line));
      new Benchmark(plan, tempo, options.threads(), notebook).run(folder.resolve(name + ".kafka"));
    } finally {
      // Also of a run that failed: whoever waited for so long has what there is.
      print(results, figures, folder.resolve(name + ".md"));
    }
    return 0;
  }

  private void print(Results results, Path figures, Path table) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Tables tables = new Tables(results);
    String page = tables.figures() + "\n" + tables.targets();
    Files.writeString(table, page);
    out.print(page);
    out.println();
    out.println("Every figure: %s. These tables: %s".formatted(figures, table));
    if (json) {
      out.println(new Document(results).json());
    }
  }
}
