package verdict.decision;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The numbers that an input can hold, one after the other. On it every interval, whatever its edges
 * include, has a first and a last number; so gaps and overlaps are found exactly.
 */
enum NumberLine {
  WHOLE(BigDecimal.valueOf(Long.MIN_VALUE), BigDecimal.valueOf(Long.MAX_VALUE)) {
    @Override
    Optional<BigDecimal> place(BigDecimal number) {
      boolean whole = number.stripTrailingZeros().scale() <= 0;
      return whole && number.compareTo(first()) >= 0 && number.compareTo(last()) <= 0
          ? Optional.of(number)
          : Optional.empty();
    }

    @Override
    BigDecimal after(BigDecimal number) {
      return number.add(BigDecimal.ONE);
    }

    @Override
    BigDecimal before(BigDecimal number) {
      return number.subtract(BigDecimal.ONE);
    }
  },
  /** Finite doubles. An edge is the double nearest to it, as an applicant's 0.1 is. */
  DOUBLE(new BigDecimal(-Double.MAX_VALUE), new BigDecimal(Double.MAX_VALUE)) {
    @Override
    Optional<BigDecimal> place(BigDecimal number) {
      return Optional.of(new BigDecimal(number.doubleValue()));
    }

    @Override
    BigDecimal after(BigDecimal number) {
      return new BigDecimal(Math.nextUp(number.doubleValue()));
    }

    @Override
    BigDecimal before(BigDecimal number) {
      return new BigDecimal(Math.nextDown(number.doubleValue()));
    }
  };

  private final BigDecimal first;
  private final BigDecimal last;

  NumberLine(BigDecimal first, BigDecimal last) {
    this.first = first;
    this.last = last;
  }

  BigDecimal first() {
    return first;
  }

  BigDecimal last() {
    return last;
  }

  /** A number of ordinary size as it stands on the line; empty if it does not. */
  abstract Optional<BigDecimal> place(BigDecimal number);

  /** The next number; not for the line's last one. */
  abstract BigDecimal after(BigDecimal number);

  /** The number before; not for the line's first one. */
  abstract BigDecimal before(BigDecimal number);

  /** An interval's numbers on this line; empty if an edge does not stand on it. */
  Optional<Span> span(Interval interval) {
    Optional<BigDecimal> lower = interval.lower().flatMap(this::place);
    Optional<BigDecimal> upper = interval.upper().flatMap(this::place);
    if (lower.isPresent() != interval.lower().isPresent()
        || upper.isPresent() != interval.upper().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new Span(
            lower.map(edge -> interval.lowerIncluded() ? edge : after(edge)).orElse(first),
            upper.map(edge -> interval.upperIncluded() ? edge : before(edge)).orElse(last)));
  }

  /** From a first to a last number, both included; empty if the last lies below the first. */
  record Span(BigDecimal first, BigDecimal last) {
    boolean isEmpty() {
      return first.compareTo(last) > 0;
    }

    boolean holds(BigDecimal number) {
      return first.compareTo(number) <= 0 && number.compareTo(last) <= 0;
    }

    /** What both hold. */
    Span within(Span other) {
      return new Span(first.max(other.first), last.min(other.last));
    }
  }
}
