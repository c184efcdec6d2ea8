package verdict.app.card;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers as Python prints them: {@code 8}, {@code 8.0}, {@code -0.30000000000000004}, {@code
 * 1e-05}.
 */
final class PrintedNumber {
  private static final Pattern NOTATION =
      Pattern.compile("[-+]?[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]{1,3})?");

  /** What a bundle's files take: written out, a number must not exceed 40 characters. */
  private static final BigDecimal LARGEST = new BigDecimal("1e15");

  private static final int MAX_DECIMALS = 20;
  private static final int MAX_CHARACTERS = 40;

  private PrintedNumber() {}

  /** The number, if the text is one of ordinary size. */
  static Optional<BigDecimal> read(String text) {
    if (text.length() > MAX_CHARACTERS || !NOTATION.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    return number.abs().compareTo(LARGEST) <= 0 && number.scale() <= MAX_DECIMALS
        ? Optional.of(number)
        : Optional.empty();
  }

  /** As a bundle's files write it. */
  static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
