package verdict.app.command;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import verdict.kit.Configuration;
import verdict.ledger.letters.LetterFilter;
import verdict.ledger.replay.ReplayReport;
import verdict.ledger.replay.ReplayRequest;
import verdict.ledger.replay.Replayer;
import verdict.ledger.store.LedgerDatabase;

/** Once more. */
@Command(
    mixinStandardHelpOptions = true,
    name = "replay",
    description =
        "Send letters' original bytes through the line once more; a letter has three rounds.",
    footer = {
      "",
      "Exit 0 if every letter that is open was sent, 1 if some were refused.",
      "Example: verdict dlq replay --fingerprint v1:0123456789abcdef --dry-run"
    })
final class LetterReplayCommand extends LedgerCommand {

  @Mixin private LetterFilterOptions options = new LetterFilterOptions();

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

  @Override
  void checkUsage() {
    LetterFilter filter = filter();
    new Options()
        .require(
            !ids.isEmpty() || filter.fingerprint().isPresent() || filter.code().isPresent(),
            "name letters by --id, --fingerprint or --code")
        .require(rate >= 0, "--rate must not be negative")
        .check();
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
      return report.refusals().isEmpty() ? ExitCode.DONE : ExitCode.NO;
    }
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
        .forEach((why, count) -> console().line("%,d refused: %s".formatted(count, why.meaning())));
    List<ReplayReport.Refused> refusals = report.refusals();
    refusals.forEach(
        refused -> console().line("        %s  %s".formatted(refused.letter(), refused.reason())));
    if (report.truncated()) {
      console().line("more letters match than one replay takes: ask again");
    }
  }
}
