package verdict.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import verdict.app.bundle.BundleDifference;
import verdict.app.bundle.BundleText;
import verdict.app.bundle.Change;
import verdict.decision.Bundle;
import verdict.decision.BundleCheck;
import verdict.decision.BundleProblem;

/** A lender's commands, which need no server. */
@Command(
    name = "bundle",
    description = "Check, show, compare and import decision bundles.",
    subcommands = {
      BundleCommand.Check.class,
      BundleCommand.Show.class,
      BundleCommand.Diff.class,
      BundleImportCommand.class
    },
    mixinStandardHelpOptions = true)
public final class BundleCommand {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** All that is wrong, or nothing. */
  @Command(
      mixinStandardHelpOptions = true,
      name = "check",
      description = "Say everything that is wrong with a bundle, with file and line.",
      footer = {"", "Exit 0 sound, 2 not.", "Example: verdict bundle check bundles/german-credit"})
  public static final class Check implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "The bundle's directory.")
    private Path directory = Path.of("");

    @Option(
        names = "--on",
        paramLabel = "DAY",
        description =
            "The day on which it must be valid, such as 2027-12-31; today (UTC) if left out.")
    private @Nullable LocalDate day;

    @Option(names = "--json", description = "One JSON document as the last line.")
    private boolean json;

    public Check() {
      this(new Console());
    }

    Check(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      LocalDate on = day == null ? LocalDate.now(ZoneOffset.UTC) : day;
      return switch (Bundle.check(directory, on)) {
        case BundleCheck.Sound(Bundle bundle) -> {
          if (json) {
            console.json(BundleDirectory.identity(bundle));
          } else {
            console.line(BundleText.summary(bundle));
          }
          yield ExitCode.DONE;
        }
        case BundleCheck.Broken(List<BundleProblem> problems) -> {
          if (json) {
            console.json(JSON.createObjectNode().set("problems", BundleDirectory.list(problems)));
          }
          yield BundleDirectory.refuse(directory, problems, console);
        }
      };
    }
  }

  /** A bundle for a reader. */
  @Command(
      mixinStandardHelpOptions = true,
      name = "show",
      description = "Print a bundle: its scorecard as a table, its rules and cut-offs.",
      footer = {"", "Example: verdict bundle show bundles/german-credit"})
  public static final class Show implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "The bundle's directory.")
    private Path directory = Path.of("");

    @Option(names = "--json", description = "The whole canonical content, in one line.")
    private boolean json;

    public Show() {
      this(new Console());
    }

    Show(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws JsonProcessingException {
      Optional<Bundle> bundle = BundleDirectory.read(directory, console);
      if (bundle.isEmpty()) {
        return ExitCode.USAGE;
      }
      if (json) {
        ObjectNode document = BundleDirectory.identity(bundle.get());
        document.set("content", JSON.readTree(bundle.get().canonicalJson()));
        console.json(document);
      } else {
        BundleText.lines(bundle.get()).forEach(console::line);
      }
      return ExitCode.DONE;
    }
  }

  /** What changed. */
  @Command(
      mixinStandardHelpOptions = true,
      name = "diff",
      description = "Say what changed from one bundle to another.",
      footer = {
        "",
        "Exit 0 if nothing changed, 1 if something did, 2 if one of them is broken.",
        "Example: verdict bundle diff bundles/german-credit my-bundle"
      })
  public static final class Diff implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A bundle's directory.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "Another one's.")
    private Path after = Path.of("");

    @Option(names = "--json", description = "One JSON document as the last line.")
    private boolean json;

    public Diff() {
      this(new Console());
    }

    Diff(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      Optional<Bundle> from = BundleDirectory.read(before, console);
      Optional<Bundle> to = BundleDirectory.read(after, console);
      if (from.isEmpty() || to.isEmpty()) {
        return ExitCode.USAGE;
      }
      List<Change> changes =
          BundleDifference.between(from.get().definition(), to.get().definition());
      if (json) {
        ObjectNode document = JSON.createObjectNode();
        document.set("before", BundleDirectory.identity(from.get()));
        document.set("after", BundleDirectory.identity(to.get()));
        ArrayNode list = document.putArray("changes");
        changes.forEach(
            change -> list.addObject().put("subject", change.subject()).put("what", change.what()));
        console.json(document);
      } else {
        changes.forEach(change -> console.line(change.toString()));
      }
      return changes.isEmpty() ? ExitCode.DONE : ExitCode.NO;
    }
  }
}
