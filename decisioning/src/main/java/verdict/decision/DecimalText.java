package verdict.decision;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as a bundle's files may write them. */
final class DecimalText {
  /**
   * Enough for any amount or coefficient; a number like 1e999999999 would cost its length in
   * memory.
   */
  private static final int MAX_DIGITS = 40;

  private static final BigDecimal LARGEST = new BigDecimal("1e19");

  /** No hexadecimal, and no 010, which some tools take for 8. */
  private static final Pattern NOTATION =
      Pattern.compile("[-+]?(0|[1-9][0-9]*)?(\\.[0-9]*)?([eE][-+]?[0-9]{1,3})?");

  private DecimalText() {}

  /** The number, if what YAML takes for one is of ordinary notation and size. */
  static Optional<BigDecimal> read(String text) {
    if (text.length() > MAX_DIGITS || !NOTATION.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(text);
    boolean ordinary =
        number.abs().compareTo(LARGEST) <= 0 && Math.abs((long) number.scale()) <= MAX_DIGITS;
    return ordinary ? Optional.of(number) : Optional.empty();
  }
}
