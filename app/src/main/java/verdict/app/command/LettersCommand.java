package verdict.app.command;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import verdict.kit.Configuration;
import verdict.ledger.letters.LetterDetail;
import verdict.ledger.letters.LetterFilter;
import verdict.ledger.letters.LetterIndex;
import verdict.ledger.letters.LetterStatus;
import verdict.ledger.replay.ReplayReport;
import verdict.ledger.replay.ReplayRequest;
import verdict.ledger.replay.Replayer;
import verdict.ledger.store.DatabaseAccess;
import verdict.ledger.store.LedgerDatabase;
import verdict.wire.ErrorCode;

/** An operator's commands. */
@Command(
    name = "dlq",
    description = "Dead letters: what failed, why, and once more.",
    mixinStandardHelpOptions = true,
    subcommands = {
      LettersCommand.Groups.class,
      LettersCommand.Listing.class,
      LettersCommand.Show.class,
      LettersCommand.Replay.class
    })
public final class LettersCommand {

  private static final int CONNECTIONS = 2;

  /** Which letters. */
  static final class FilterOptions {

    @Option(names = "--fingerprint", paramLabel = "F", description = "Letters with this cause.")
    private @Nullable String fingerprint;

    @Option(names = "--code", paramLabel = "CODE", description = "Letters with this error code.")
    private @Nullable ErrorCode code;

    @Option(
        names = "--status",
        paramLabel = "S",
        description = "Letters in this state: ${COMPLETION-CANDIDATES}.")
    private @Nullable LetterStatus status;

    @Option(
        names = "--since",
        paramLabel = "T",
        description =
            "Letters made since then: an instant such as 2026-01-31T12:00:00Z, or a duration such as PT2H.")
    private @Nullable String since;

    LetterFilter filter() {
      LetterFilter filter = LetterFilter.all();
      filter = fingerprint == null ? filter : filter.withFingerprint(fingerprint);
      filter = code == null ? filter : filter.withCode(code);
      filter = status == null ? filter : filter.withStatus(status);
      return since == null ? filter : filter.withSince(instant(since));
    }

    private static Instant instant(String text) {
      try {
        return text.startsWith("P")
            ? Instant.now().minus(Duration.parse(text))
            : Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw new CommandLine.TypeConversionException(
            "--since takes an instant such as 2026-01-31T12:00:00Z or a duration such as PT2H");
      }
    }
  }

  /** What the four have in common: the ledger's database, the console. */
  abstract static class LedgerCommand implements Callable<Integer> {

    @Option(names = "--json", description = "One JSON document as the last line.")
    private boolean json;

    private final Console console = new Console();

    abstract int run(Configuration configuration, LedgerDatabase database);

    /** Refuses what the options say wrongly, before anything is asked of the servers. */
    void checkUsage() {}

    @Override
    public Integer call() {
      checkUsage();
      Configuration configuration = Settings.read();
      ClientLogs.install(configuration);
      try (LedgerDatabase database =
          LedgerDatabase.open(DatabaseAccess.from(configuration, CONNECTIONS))) {
        database.awaitTables(Duration.ZERO);
        return run(configuration, database);
      }
    }

    boolean json() {
      return json;
    }

    Console console() {
      return console;
    }
  }

  /** Letters by cause. */
  @Command(
      mixinStandardHelpOptions = true,
      name = "groups",
      description = "Letters by cause, most frequent first.",
      footer = {"", "Example: verdict dlq groups --since PT2H"})
  static final class Groups extends LedgerCommand {

    @Mixin private FilterOptions options = new FilterOptions();

    @Override
    int run(Configuration configuration, LedgerDatabase database) {
      var groups = new LetterIndex(database, configuration.kafka()).groups(options.filter());
      if (json()) {
        console().json(LetterJson.groups(groups));
      } else {
        groups.forEach(
            group ->
                console()
                    .line(
                        "%6d  %-18s %-8s %s  %s  %s"
                            .formatted(
                                group.total(),
                                group.code(),
                                group.stage(),
                                group.fingerprint(),
                                statuses(group.byStatus()),
                                group.title())));
      }
      return ExitCode.DONE;
    }

    private static String statuses(Map<LetterStatus, Long> counts) {
      return counts.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .map(entry -> entry.getKey() + "=" + entry.getValue())
          .collect(Collectors.joining(" "));
    }
  }

  /** Letters, newest first. */
  @Command(
      mixinStandardHelpOptions = true,
      name = "list",
      description = "Letters, one a line.",
      footer = {"", "Example: verdict dlq list --code POLICY_FAILED --status OPEN"})
  static final class Listing extends LedgerCommand {

    @Mixin private FilterOptions options = new FilterOptions();

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "100",
        description = "Most letters (${DEFAULT-VALUE}).")
    private int limit;

    @Override
    int run(Configuration configuration, LedgerDatabase database) {
      var letters = new LetterIndex(database, configuration.kafka()).list(options.filter(), limit);
      if (json()) {
        console().json(LetterJson.letters(letters));
      } else {
        letters.forEach(
            letter ->
                console()
                    .line(
                        "%s  %-18s %-13s %-28s %s"
                            .formatted(
                                letter.id(),
                                letter.code(),
                                letter.status(),
                                letter.source(),
                                letter.message())));
      }
      return ExitCode.DONE;
    }
  }

  /** One letter. */
  @Command(
      mixinStandardHelpOptions = true,
      name = "show",
      description = "One letter, whole: why, where, what became of it, its headers.",
      footer = {
        "",
        "The original bytes are applicants' data: they are printed only with --bytes.",
        "Example: verdict dlq show 0b7c2a4e-…"
      })
  static final class Show extends LedgerCommand {

    @Parameters(paramLabel = "ID", description = "The letter's id.")
    private UUID id = new UUID(0, 0);

    @Option(names = "--bytes", description = "Also the original key and value, base64.")
    private boolean bytes;

    @Override
    int run(Configuration configuration, LedgerDatabase database) {
      Optional<LetterDetail> letter = new LetterIndex(database, configuration.kafka()).show(id);
      if (letter.isEmpty()) {
        console().progress("the ledger has no letter " + id);
        return ExitCode.NO;
      }
      if (json()) {
        console().json(LetterJson.detail(letter.get(), bytes));
      } else {
        LetterText.lines(letter.get(), bytes).forEach(console()::line);
      }
      return ExitCode.DONE;
    }
  }

  /** Once more. */
  @Command(
      mixinStandardHelpOptions = true,
      name = "replay",
      description =
          "Send letters' original bytes through the line once more; a letter has three rounds.",
      footer = {
        "",
        "Exit 0 if every letter was sent, 1 if some were refused.",
        "Example: verdict dlq replay --fingerprint v1:0123456789abcdef --dry-run"
      })
  static final class Replay extends LedgerCommand {

    @Mixin private FilterOptions options = new FilterOptions();

    @Option(names = "--id", paramLabel = "ID", split = ",", description = "These letters.")
    private Set<UUID> ids = new HashSet<>();

    @Option(names = "--dry-run", description = "Only say what would be sent and what refused.")
    private boolean dryRun;

    @Option(
        names = "--rate",
        paramLabel = "R",
        defaultValue = "0",
        description = "Most letters a second; 0 for no limit.")
    private int rate;

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        defaultValue = "",
        description = "Why, for the journal.")
    private String reason = "";

    @Option(
        names = "--timeout",
        paramLabel = "SECONDS",
        defaultValue = "30",
        description = "How long to wait for the ledger (${DEFAULT-VALUE}).")
    private int timeout;

    @Spec private @Nullable CommandSpec spec;

    @Override
    void checkUsage() {
      LetterFilter filter = filter();
      if (ids.isEmpty() && filter.fingerprint().isEmpty() && filter.code().isEmpty()) {
        throw usage("name letters by --id, --fingerprint or --code");
      }
      if (rate < 0) {
        throw usage("--rate is not negative");
      }
    }

    private LetterFilter filter() {
      return ids.isEmpty() ? options.filter() : options.filter().withIds(ids);
    }

    @Override
    int run(Configuration configuration, LedgerDatabase database) {
      LetterFilter filter = filter();
      try (Replayer replayer = Replayer.open(configuration.kafka(), database)) {
        ReplayReport report =
            replayer.run(
                new ReplayRequest(filter, dryRun, reason, rate), Duration.ofSeconds(timeout));
        print(report);
        return report.refused().isEmpty() ? ExitCode.DONE : ExitCode.NO;
      }
    }

    private CommandLine.ParameterException usage(String problem) {
      if (spec == null) {
        throw new IllegalStateException("picocli sets the command's model");
      }
      return new CommandLine.ParameterException(spec.commandLine(), problem);
    }

    private void print(ReplayReport report) {
      if (json()) {
        console().json(LetterJson.replay(report));
        return;
      }
      String verb = report.dryRun() ? "would be replayed" : "replayed";
      console().line("%,d %s".formatted(report.replayed(), verb));
      report
          .byFingerprint()
          .forEach((cause, count) -> console().line("%6d  %s".formatted(count, cause)));
      report
          .refused()
          .forEach(
              (why, count) -> console().line("%,d refused: %s".formatted(count, why.meaning())));
      List<ReplayReport.Refused> refusals = report.refusals();
      refusals.forEach(
          refused ->
              console().line("        %s  %s".formatted(refused.letter(), refused.reason())));
      if (report.truncated()) {
        console().line("more letters match than one replay takes: ask again");
      }
    }
  }
}
