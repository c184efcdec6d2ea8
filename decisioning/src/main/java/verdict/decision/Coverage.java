package verdict.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import verdict.decision.NumberLine.Span;

/** Checks that ascending intervals hold every number of a domain once. */
final class Coverage {
  private final NumberLine line;
  private final Span domain;
  private final Problems problems;

  /**
   * @param domain the numbers that can occur
   */
  Coverage(NumberLine line, Span domain, Problems problems) {
    this.line = line;
    this.domain = domain;
    this.problems = problems;
  }

  record Located(Interval interval, Place place) {}

  /** What was found of sound intervals. */
  enum Found {
    ALL,
    SOME,
    /** Problems were noted. */
    UNSOUND
  }

  /**
   * Notes what is wrong with the intervals.
   *
   * @param gapsTaken whether numbers between them are somebody else's
   */
  Found check(List<Located> intervals, Place all, boolean gapsTaken) {
    int before = problems.count();
    List<Located> placed = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    for (Located located : intervals) {
      span(located)
          .ifPresent(
              span -> {
                placed.add(located);
                spans.add(span);
              });
    }
    if (problems.count() > before) {
      return Found.UNSOUND;
    }
    boolean gaps = false;
    for (int i = 1; i < spans.size(); i++) {
      gaps |= meet(placed.get(i - 1), spans.get(i - 1), placed.get(i), spans.get(i), gapsTaken);
    }
    if (problems.count() > before || spans.isEmpty()) {
      return Found.UNSOUND;
    }
    if (spans.getFirst().first().compareTo(domain.first()) > 0) {
      gaps = true;
      gap(placed.getFirst().place(), "below", placed.getFirst().interval(), gapsTaken);
    }
    if (spans.getLast().last().compareTo(domain.last()) < 0) {
      gaps = true;
      gap(placed.getLast().place(), "above", placed.getLast().interval(), gapsTaken);
    }
    if (problems.count() > before) {
      return Found.UNSOUND;
    }
    return gaps ? Found.SOME : Found.ALL;
  }

  private Optional<Span> span(Located located) {
    Interval interval = located.interval();
    Optional<Span> span = line.span(interval);
    if (span.isEmpty()) {
      problems.add(
          located.place(),
          "an edge of %s is no whole number, and this input holds whole numbers only"
              .formatted(interval));
      return Optional.empty();
    }
    List<BigDecimal> edges = new ArrayList<>();
    interval.lower().flatMap(line::place).ifPresent(edges::add);
    interval.upper().flatMap(line::place).ifPresent(edges::add);
    if (!edges.stream().allMatch(domain::holds)) {
      problems.add(
          located.place(),
          "%s reaches beyond the values allowed, %s to %s: leave out the edge that lies beyond"
              .formatted(interval, plain(domain.first()), plain(domain.last())));
      return Optional.empty();
    }
    Span inside = span.get().within(domain);
    if (inside.isEmpty()) {
      problems.add(located.place(), interval + " holds no number at all: mend its edges");
      return Optional.empty();
    }
    return Optional.of(inside);
  }

  /** True if numbers lie between the two. */
  private boolean meet(Located lower, Span before, Located upper, Span after, boolean gapsTaken) {
    if (after.first().compareTo(before.first()) <= 0) {
      problems.add(
          upper.place(),
          upper.interval() + " follows " + lower.interval() + ": bins must ascend and not overlap");
      return false;
    }
    if (after.first().compareTo(before.last()) <= 0) {
      problems.add(
          upper.place(),
          "overlap: %s is in %s and in %s"
              .formatted(plain(after.first()), lower.interval(), upper.interval()));
      return false;
    }
    boolean gap = after.first().compareTo(line.after(before.last())) != 0;
    if (gap && !gapsTaken) {
      problems.add(
          upper.place(),
          "gap between %s and %s: %s is in no bin"
              .formatted(lower.interval(), upper.interval(), plain(line.after(before.last()))));
    }
    return gap;
  }

  private void gap(Place place, String side, Interval interval, boolean gapsTaken) {
    if (!gapsTaken) {
      problems.add(
          place,
          "gap: what lies %s %s is in no bin; leave that edge out, or add a bin"
              .formatted(side, interval));
    }
  }

  /** Exact neighbours of a double have hundreds of digits; nobody wants to read them. */
  private String plain(BigDecimal number) {
    return line == NumberLine.DOUBLE
        ? BigDecimal.valueOf(number.doubleValue()).stripTrailingZeros().toString()
        : number.toPlainString();
  }
}
