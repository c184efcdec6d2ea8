package verdict.bench.scoring.report;

import java.math.BigDecimal;
import java.util.Locale;

/** How figures look to people. */
final class Figures {

  private Figures() {}

  /** With the digits that it needs. */
  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** 123,456 · 1,234 · 123 · 12.3 · 1.23. */
  static String figure(double value) {
    String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
