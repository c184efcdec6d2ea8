package verdict.app.command;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import verdict.analytics.ForgottenOffsetsException;
import verdict.app.output.UnwritableException;
import verdict.decision.BundleException;
import verdict.embedded.EmbeddedServerException;
import verdict.kit.ConfigurationException;
import verdict.kit.UnreachableException;
import verdict.ledger.replay.ReplayFencedException;
import verdict.ledger.store.DatabaseException;

/**
 * What is said of a failure, and with which exit code: a message for what a person can mend, a
 * stack for a bug.
 */
public final class Failures {

  private Failures() {}

  /** For failures while the command line is parsed or a command runs. */
  public static int exitCode(Throwable error) {
    return switch (error) {
      case CommandLine.ParameterException e -> ExitCode.USAGE;
      case ConfigurationException e -> ExitCode.USAGE;
      case BundleException e -> ExitCode.USAGE;
      case ForgottenOffsetsException e -> ExitCode.USAGE;
      case IOException e -> ExitCode.USAGE;
      case UncheckedIOException e -> ExitCode.USAGE;
      case CsvParseException e -> ExitCode.USAGE;
      case CancellationException e -> ExitCode.STOPPED;
      case UnreachableException e -> ExitCode.UNREACHABLE;
      case EmbeddedServerException e -> ExitCode.UNREACHABLE;
      case DatabaseException e -> ExitCode.UNREACHABLE;
      case ReplayFencedException e -> ExitCode.UNREACHABLE;
      case KafkaException e -> ExitCode.UNREACHABLE;
      default -> ExitCode.BUG;
    };
  }

  /** Prints the failure on stderr. */
  public static int report(Exception error, CommandLine command, CommandLine.ParseResult parsed) {
    int code = exitCode(error);
    if (code == ExitCode.BUG) {
      command.getErr().println("verdict: this is a bug, please report it with the lines below");
      error.printStackTrace(command.getErr());
    } else {
      problems(error).forEach(problem -> command.getErr().println("verdict: " + problem));
    }
    command.getErr().flush();
    return code;
  }

  private static List<String> problems(Exception error) {
    return switch (error) {
      case ConfigurationException e -> e.problems();
      case BundleException e -> e.problems();
      case UnwritableException e -> List.of("cannot write " + e.getMessage());
      case IOException e -> List.of("cannot read " + e.getMessage());
      case UncheckedIOException e ->
          List.of(
              e.getCause() instanceof CharacterCodingException
                  ? "the file is not UTF-8"
                  : "cannot read " + e.getCause());
      case CsvParseException e -> List.of("the file is not CSV: " + e.getMessage());
      case CancellationException e -> List.of("stopped while starting");
      case KafkaException e -> List.of("Kafka: " + rootMessage(e));
      default -> List.of(String.valueOf(error.getMessage()));
    };
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }
}
