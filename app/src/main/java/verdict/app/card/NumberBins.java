package verdict.app.card;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import verdict.decision.Interval;

/**
 * Puts one variable's bins of numbers in order, so that each number is in one of them: a single
 * value that the modeller set apart, such as -999, is cut out of the interval around it, as the
 * library looks for it first.
 */
final class NumberBins {
  private static final Comparator<Located> ASCENDING =
      Comparator.comparing(
              (Located bin) -> bin.interval.lower(),
              Comparator.comparing((Optional<BigDecimal> lower) -> lower.isPresent())
                  .thenComparing(lower -> lower.orElse(BigDecimal.ZERO)))
          .thenComparing(bin -> !bin.interval.lowerIncluded());

  private final List<CardProblem> problems;

  NumberBins(List<CardProblem> problems) {
    this.problems = problems;
  }

  private record Located(Interval interval, Bin bin) {}

  /**
   * The bins, ascending; what is wrong with them is noted.
   *
   * @param bins each with one part, which is numbers
   */
  List<Bin> inOrder(List<Bin> bins) {
    List<Located> intervals = new ArrayList<>();
    List<Located> singles = new ArrayList<>();
    for (Bin bin : bins) {
      Interval interval = Card.Characteristic.numbers(bin).orElseThrow();
      (single(interval) ? singles : intervals).add(new Located(interval, bin));
      if (!single(interval) && holdsNothing(interval)) {
        problem(
            bin,
            interval
                + " holds no number: if its edges were rounded for print, print more of their digits");
      }
    }
    checkTwice(singles);
    for (Located single : singles) {
      intervals = cutOut(single, intervals);
    }
    intervals.sort(ASCENDING);
    check(intervals);
    return intervals.stream()
        .map(located -> located.bin.with(List.of(new Part.Numbers(located.interval))))
        .toList();
  }

  private static boolean single(Interval interval) {
    return interval.lowerIncluded()
        && interval.upperIncluded()
        && interval.lower().equals(interval.upper());
  }

  private static boolean holdsNothing(Interval interval) {
    return interval.lower().isPresent()
        && interval.upper().isPresent()
        && interval.lower().get().compareTo(interval.upper().get()) >= 0;
  }

  private void checkTwice(List<Located> singles) {
    Map<BigDecimal, Long> lines = new TreeMap<>(); // by compareTo: -999 is -999.0
    for (Located single : singles) {
      BigDecimal value = single.interval.lower().orElseThrow();
      Long first = lines.putIfAbsent(value, single.bin.line());
      if (first != null) {
        problem(
            single.bin,
            "%s is twice among the numbers set apart, first in line %d"
                .formatted(value.toPlainString(), first));
      }
    }
  }

  private static List<Located> cutOut(Located single, List<Located> intervals) {
    Optional<BigDecimal> value = single.interval.lower();
    List<Located> rest = new ArrayList<>();
    for (Located located : intervals) {
      Interval whole = located.interval;
      if (!holds(whole, value.orElseThrow())) {
        rest.add(located);
        continue;
      }
      if (!whole.lower().equals(value)) {
        rest.add(
            new Located(
                new Interval(whole.lower(), whole.lowerIncluded(), value, false), located.bin));
      }
      if (!whole.upper().equals(value)) {
        rest.add(
            new Located(
                new Interval(value, false, whole.upper(), whole.upperIncluded()), located.bin));
      }
    }
    rest.add(single);
    return rest;
  }

  private static boolean holds(Interval interval, BigDecimal value) {
    int above = interval.lower().map(value::compareTo).orElse(1);
    int below = interval.upper().map(upper -> upper.compareTo(value)).orElse(1);
    return (above > 0 || (above == 0 && interval.lowerIncluded()))
        && (below > 0 || (below == 0 && interval.upperIncluded()));
  }

  private void check(List<Located> intervals) {
    Located first = intervals.getFirst();
    if (first.interval.lower().isPresent()) {
      problem(
          first.bin, "no bin for the numbers below " + first.interval + ": the lowest has -inf");
    }
    for (int i = 1; i < intervals.size(); i++) {
      meet(intervals.get(i - 1).interval, intervals.get(i));
    }
    Located last = intervals.getLast();
    if (last.interval.upper().isPresent()) {
      problem(last.bin, "no bin for the numbers above " + last.interval + ": the highest has inf");
    }
  }

  private void meet(Interval before, Located after) {
    Optional<BigDecimal> upper = before.upper();
    Optional<BigDecimal> lower = after.interval.lower();
    int distance = upper.isEmpty() || lower.isEmpty() ? -1 : lower.get().compareTo(upper.get());
    boolean both = before.upperIncluded() && after.interval.lowerIncluded();
    boolean neither = !before.upperIncluded() && !after.interval.lowerIncluded();
    if (distance < 0 || (distance == 0 && both)) {
      problem(after.bin, "overlap of " + before + " and " + after.interval);
    } else if (distance > 0 || neither) {
      problem(after.bin, "gap between " + before + " and " + after.interval);
    }
  }

  private void problem(Bin bin, String what) {
    problems.add(new CardProblem(bin.line(), what));
  }
}
