package verdict.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import verdict.kit.Configuration;
import verdict.ledger.letters.LetterIndex;
import verdict.ledger.store.LedgerDatabase;

/** Letters, newest first. */
@Command(
    mixinStandardHelpOptions = true,
    name = "list",
    description = "Letters, one a line.",
    footer = {"", "Example: verdict dlq list --code POLICY_FAILED --status OPEN"})
final class LetterListCommand extends LedgerCommand {

  @Mixin private LetterFilterOptions options = new LetterFilterOptions();

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
