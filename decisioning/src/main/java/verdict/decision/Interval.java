package verdict.decision;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The numbers between two edges, each of which belongs to them or not.
 *
 * @param lower absent: no end below
 * @param lowerIncluded whether the lower edge itself belongs to the interval
 * @param upper absent: no end above
 * @param upperIncluded whether the upper edge itself belongs to the interval
 */
public record Interval(
    Optional<BigDecimal> lower,
    boolean lowerIncluded,
    Optional<BigDecimal> upper,
    boolean upperIncluded) {

  /** The usual notation: {@code (8, 15]} holds 15 and does not hold 8. */
  @Override
  public String toString() {
    return (lowerIncluded ? "[" : "(")
        + lower.map(Interval::plain).orElse("-inf")
        + ", "
        + upper.map(Interval::plain).orElse("+inf")
        + (upperIncluded ? "]" : ")");
  }

  private static String plain(BigDecimal edge) {
    return edge.stripTrailingZeros().toPlainString();
  }
}
