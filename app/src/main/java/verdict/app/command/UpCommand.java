package verdict.app.command;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import verdict.app.line.Line;
import verdict.app.line.LinePart;
import verdict.kit.Configuration;
import verdict.kit.Logs;

/** The line, kept running on its usual ports. */
@Command(
    mixinStandardHelpOptions = true,
    name = "up",
    description = "Run Kafka, PostgreSQL and every service in one process until Ctrl-C.",
    footer = {"", "Example: verdict up --data ./data --without score"})
public final class UpCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep the data in DIR; without it they go with the process.")
  private @Nullable Path data;

  @Option(
      names = "--without",
      paramLabel = "SERVICE",
      split = ",",
      description = "Leave these out: ${COMPLETION-CANDIDATES}.")
  private List<LinePart> without = List.of();

  @Override
  public Integer call() {
    Configuration configuration = Settings.read();
    Logs.install(configuration, "up");
    Console console = new Console();
    console.progress("starting Kafka, PostgreSQL and the services");
    Set<LinePart> left = without.isEmpty() ? Set.of() : EnumSet.copyOf(without);
    Line line = Line.onUsualPorts(configuration, Optional.ofNullable(data), left);
    console.progress("ready: " + line.places() + "; Ctrl-C stops");
    return UntilStopped.await(line.failure(), console);
  }
}
