package verdict.app.command;

import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import verdict.kit.Configuration;
import verdict.ledger.letters.LetterIndex;
import verdict.ledger.letters.LetterStatus;
import verdict.ledger.store.LedgerDatabase;

/** Letters by cause. */
@Command(
    mixinStandardHelpOptions = true,
    name = "groups",
    description = "Letters by cause, most frequent first.",
    footer = {"", "Example: verdict dlq groups --since PT2H"})
final class LetterGroupsCommand extends LedgerCommand {

  @Mixin private LetterFilterOptions options = new LetterFilterOptions();

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
