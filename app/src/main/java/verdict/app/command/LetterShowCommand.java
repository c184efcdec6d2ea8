package verdict.app.command;

import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import verdict.kit.Configuration;
import verdict.ledger.letters.LetterDetail;
import verdict.ledger.letters.LetterIndex;
import verdict.ledger.store.LedgerDatabase;

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
final class LetterShowCommand extends LedgerCommand {

  @Parameters(paramLabel = "ID", description = "The letter's id.")
  private UUID id = new UUID(0, 0);

  @Option(
      names = "--bytes",
      description =
          "Also the original key and value, base64; a pointer's value if the ledger has a copy.")
  private boolean bytes;

  @Override
  int run(Configuration configuration, LedgerDatabase database) {
    LetterIndex index = new LetterIndex(database, configuration.kafka());
    Optional<LetterDetail> letter = index.show(id);
    if (letter.isEmpty()) {
      console().progress("the ledger has no letter " + id);
      return ExitCode.NO;
    }
    Optional<byte[]> copy = bytes ? index.pointerValue(id) : Optional.empty();
    if (json()) {
      console().json(LetterJson.detail(letter.get(), bytes, copy));
    } else {
      LetterText.lines(letter.get(), bytes, copy).forEach(console()::line);
    }
    return ExitCode.DONE;
  }
}
