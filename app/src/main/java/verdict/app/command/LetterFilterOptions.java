package verdict.app.command;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import verdict.ledger.letters.LetterFilter;
import verdict.ledger.letters.LetterStatus;
import verdict.wire.ErrorCode;

/** Which letters. */
final class LetterFilterOptions {

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
      converter = Since.class,
      description =
          "Letters made since then: an instant such as 2026-01-31T12:00:00Z, or a duration such as PT2H.")
  private @Nullable Instant since;

  LetterFilter filter() {
    LetterFilter filter = LetterFilter.all();
    filter = fingerprint == null ? filter : filter.withFingerprint(fingerprint);
    filter = code == null ? filter : filter.withCode(code);
    filter = status == null ? filter : filter.withStatus(status);
    return since == null ? filter : filter.withSince(since);
  }

  /** An instant, or how long ago. */
  static final class Since implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
      try {
        return text.startsWith("P")
            ? Instant.now().minus(Duration.parse(text))
            : Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "it takes an instant such as 2026-01-31T12:00:00Z or a duration such as PT2H");
      }
    }
  }
}
