package verdict.kit;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d}.
 */
final class DurationText {
  private record Unit(String suffix, ChronoUnit unit) {}

  /** From coarse to fine: the first that divides a duration names it. */
  private static final List<Unit> UNITS =
      List.of(
          new Unit("d", ChronoUnit.DAYS),
          new Unit("h", ChronoUnit.HOURS),
          new Unit("m", ChronoUnit.MINUTES),
          new Unit("s", ChronoUnit.SECONDS),
          new Unit("ms", ChronoUnit.MILLIS));

  private static final Pattern WRITTEN = Pattern.compile("(\\d+) ?(d|h|m|s|ms)");

  private DurationText() {}

  static Optional<Duration> parse(String text) {
    try {
      Matcher written = WRITTEN.matcher(text);
      if (!written.matches()) {
        return Optional.of(Duration.parse(text));
      }
      String suffix = written.group(2);
      ChronoUnit unit =
          UNITS.stream()
              .filter(known -> known.suffix().equals(suffix))
              .findFirst()
              .orElseThrow()
              .unit();
      return Optional.of(Duration.of(Long.parseLong(written.group(1)), unit));
    } catch (DateTimeParseException | NumberFormatException | ArithmeticException notADuration) {
      return Optional.empty();
    }
  }

  static String of(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    return UNITS.stream()
        .filter(
            known ->
                !duration.isNegative()
                    && duration.toNanos() % known.unit().getDuration().toNanos() == 0)
        .findFirst()
        .map(known -> duration.dividedBy(known.unit().getDuration()) + known.suffix())
        .orElseGet(duration::toString);
  }
}
