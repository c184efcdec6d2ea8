package verdict.app.command;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import verdict.app.decide.DecideFile;
import verdict.app.output.Stdout;
import verdict.app.output.UnwritableException;
import verdict.decision.Bundle;
import verdict.kit.ConfigurationException;

/** A lender's way to try a bundle. */
@Command(
    mixinStandardHelpOptions = true,
    name = "decide",
    description = "Decide the rows of a CSV file by a bundle, with no server at all.",
    footer = {
      "",
      "Columns: application_id, amount in major units, term_months, submitted_at if you like",
      "(an instant; else the moment of the start), product if you like (the bundle's, or the row is",
      "refused), and attributes by the bundle's names.",
      "Rows that would become letters go to stderr with their code. Exit 0 if there is none, else 1.",
      "Example: verdict decide --bundle bundles/german-credit --file applications.csv > decisions.csv"
    })
public final class DecideCommand implements Callable<Integer> {

  private static final int BUFFER_CHARACTERS = 1 << 16;

  private final Console console;
  private final Stdout stdout;

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description = "The bundle's directory; the shipped one if left out.")
  private @Nullable Path bundle;

  @Option(names = "--file", paramLabel = "F", required = true, description = "The rows.")
  private Path file = Path.of("");

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that decide; the machine's processors if left out.")
  private int threads = Runtime.getRuntime().availableProcessors();

  public DecideCommand() {
    this(new Console(), new FileOutputStream(FileDescriptor.out));
  }

  DecideCommand(Console console, OutputStream out) {
    this.console = console;
    this.stdout = new Stdout(out);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (threads < 1) {
      throw new ConfigurationException(List.of("--threads must be positive, not " + threads));
    }
    Bundle chosen =
        bundle == null ? Bundle.shipped() : Bundle.load(bundle, LocalDate.now(ZoneOffset.UTC));
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(stdout, StandardCharsets.UTF_8), BUFFER_CHARACTERS)) {
      DecideFile.Count count =
          new DecideFile(chosen, threads, Instant.now()).run(file, out, console::problem);
      return count.refused() == 0 ? ExitCode.DONE : ExitCode.NO;
    } catch (UnwritableException e) {
      if (stdout.closed()) {
        return ExitCode.DONE; // as `| head` does, which has all that it wanted
      }
      throw e;
    }
  }
}
