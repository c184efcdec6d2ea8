package verdict.bench.scoring;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import verdict.bench.scoring.run.Backlog;
import verdict.bench.scoring.run.Backlog.Leg;
import verdict.kit.ConfigurationException;
import verdict.kit.Logs;

/** {@code bench backlog}. */
@Command(
    mixinStandardHelpOptions = true,
    name = "backlog",
    description = {
      "Verdict's engine against millions of applications that wait, with the real decision and a heap"
          + " of 512 MiB: whether it slows down, and whether its memory grows.",
      "Fails if an application has not exactly one outcome."
    },
    footer = {"", "Example: verdict bench backlog --records 1000000"})
public final class BacklogCommand implements Callable<Integer> {

  private static final int LEGS = 10;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "5000000",
      description = "Applications that wait (${DEFAULT-VALUE}).")
  private long records;

  @Option(names = "--json", description = "One JSON document as the last line.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (records < LEGS) {
      throw new ConfigurationException(List.of("--records takes " + LEGS + " or more"));
    }
    Logs.install(Logs.Format.TEXT, "benchmark", Level.ERROR, Level.ERROR);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path folder =
        Files.createDirectories(
            Path.of(System.getProperty("verdict.bench.output", "target/bench")));
    List<Leg> legs =
        new Backlog(
                records,
                LEGS,
                Runtime.getRuntime().availableProcessors(),
                folder.resolve("backlog.log"),
                line -> err.println("verdict: " + line))
            .run(folder.resolve("backlog.kafka"));
    out.println("| records | records/s | CPU µs/record | RSS MiB |");
    out.println("| ---: | ---: | ---: | ---: |");
    for (Leg leg : legs) {
      out.printf(
          Locale.ROOT,
          "| %,d | %,.0f | %.1f | %.0f |%n",
          leg.records(),
          leg.recordsPerSecond(),
          leg.cpuMicros(),
          leg.residentMib());
    }
    if (json) {
      out.println(new ObjectMapper().writeValueAsString(Map.of("legs", legs)));
    }
    return 0;
  }
}
