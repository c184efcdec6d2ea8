package verdict.app.card;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import verdict.decision.Interval;

/** Intervals as both libraries print them, each edge with its side: {@code [-inf,8.0)}. */
final class PrintedInterval {
  private static final Pattern FORM =
      Pattern.compile("([\\[(])\\s*([^\\s,]+)\\s*,\\s*([^\\s,]+)\\s*([\\])])");

  private PrintedInterval() {}

  /**
   * The interval, if the text is one; an infinite edge belongs to nothing, whatever its bracket.
   */
  static Optional<Interval> read(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    boolean endless = form.group(2).toLowerCase(Locale.ROOT).equals("-inf");
    boolean topless = form.group(3).toLowerCase(Locale.ROOT).matches("[+]?inf");
    Optional<BigDecimal> lower = PrintedNumber.read(form.group(2));
    Optional<BigDecimal> upper = PrintedNumber.read(form.group(3));
    if ((lower.isEmpty() && !endless) || (upper.isEmpty() && !topless)) {
      return Optional.empty();
    }
    return Optional.of(
        new Interval(
            lower,
            !endless && form.group(1).equals("["),
            upper,
            !topless && form.group(4).equals("]")));
  }
}
