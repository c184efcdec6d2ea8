package verdict.app.sample;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import verdict.decision.AttributeType;

/** What the text of one CSV cell means. Pure. */
public final class Cell {

  private Cell() {}

  /**
   * An attribute's value of its declared type: null, Boolean, Long, Double or String. An empty cell
   * is missing; text that is not of the type stays text, for the bundle to refuse.
   */
  public static @Nullable Object attribute(AttributeType type, String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return switch (type) {
        case LONG -> (Object) Long.valueOf(text.strip());
        case DOUBLE -> Double.valueOf(text.strip());
        case BOOLEAN ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> text;
            };
        case STRING -> text;
      };
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /** An amount of money in minor units; empty if it is not a number of whole minor units. */
  public static OptionalLong amountMinor(String currency, String text) {
    try {
      BigDecimal amount = new BigDecimal(text.strip());
      return OptionalLong.of(amount.movePointRight(digits(currency)).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** A whole number; empty if it is none. */
  public static OptionalLong whole(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Decimals of a currency as ISO 4217 has them; two for one that it does not have. */
  private static int digits(String currency) {
    try {
      return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException unknown) {
      return 2;
    }
  }
}
