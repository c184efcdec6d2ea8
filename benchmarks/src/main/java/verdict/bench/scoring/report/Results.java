package verdict.bench.scoring.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.EngineName;

/** All figures of one run of the benchmark, and what is said instead of a figure. */
public final class Results {

  private record Key(Subject subject, Measure measure) {}

  private final Map<Key, TreeMap<Integer, Double>> byRound = new LinkedHashMap<>();

  /**
   * Of all processors, in a cell's median round. The kernel and a shell take a few per cent; with
   * so much more, the rounds' ratios are luck.
   */
  static final double DISTURBANCE_BOUND = 0.1;

  /** What may pass the ceiling by so much without being faster: rounds are that exact. */
  static final double CEILING_TOLERANCE = 1.05;

  private final Map<Subject, SequencedSet<String>> remarks = new LinkedHashMap<>();
  private final Set<Subject> wrong = new HashSet<>();
  private final Map<Cell, List<Double>> disturbances = new LinkedHashMap<>();
  private final SequencedSet<Subject> subjects = new LinkedHashSet<>();

  /** One figure of one round. */
  public void add(Subject subject, int round, Measure measure, double value) {
    subjects.add(subject);
    byRound.computeIfAbsent(new Key(subject, measure), key -> new TreeMap<>()).put(round, value);
  }

  /** Why there is no figure, or what is to be known of it; said twice, it stands once. */
  public void remark(Subject subject, String text) {
    subjects.add(subject);
    remarks.computeIfAbsent(subject, key -> new LinkedHashSet<>()).add(text);
  }

  Optional<String> remark(Subject subject) {
    return Optional.ofNullable(remarks.get(subject)).map(all -> String.join("; ", all));
  }

  /** It lost or doubled something: its figures meet no target. */
  public void wrong(Subject subject) {
    wrong.add(subject);
  }

  boolean isWrong(Subject subject) {
    return wrong.contains(subject);
  }

  /** In the order in which they were measured. */
  List<Subject> subjects() {
    return List.copyOf(subjects);
  }

  /** Processes that are no part of this used so much of the processors in a round, 0 to 1. */
  public void disturbed(Cell cell, double share) {
    disturbances.computeIfAbsent(cell, key -> new ArrayList<>()).add(share);
  }

  /** Whether others used so much of the machine that the cell's figures say nothing. */
  boolean isDisturbed(Cell cell) {
    return disturbance(cell) > DISTURBANCE_BOUND;
  }

  private double disturbance(Cell cell) {
    return median(disturbances.getOrDefault(cell, List.of())).orElse(0);
  }

  /** Who did more than the ceiling in a cell, which is none there. */
  List<EngineName> aboveCeiling(Cell cell) {
    return Arrays.stream(EngineName.values())
        .filter(engine -> shareOfCeiling(cell, engine).orElse(0) > CEILING_TOLERANCE)
        .toList();
  }

  OptionalDouble shareOfCeiling(Cell cell, EngineName engine) {
    return ratio(cell, engine, EngineName.CEILING, Measure.RECORDS_PER_SECOND);
  }

  /** What forbids to quote figures, cell by cell. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (Cell cell : subjects.stream().map(Subject::cell).distinct().toList()) {
      if (isDisturbed(cell)) {
        warnings.add(
            "%s: other processes used %.0f %% of the processors, more than %.0f %%: these figures do not count"
                .formatted(cell, disturbance(cell) * 100, DISTURBANCE_BOUND * 100));
      }
      for (EngineName engine : aboveCeiling(cell)) {
        warnings.add(
            "%s: %s passed the ceiling, which is only indicative there".formatted(cell, engine));
      }
    }
    return warnings;
  }

  /** In the median round and in the worst one; empty if nobody said. */
  Optional<String> disturbance() {
    List<Double> all = disturbances.values().stream().flatMap(List::stream).toList();
    OptionalDouble median = median(all);
    return median.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Other processes used %.0f %% of the processors in the median round, %.0f %% in the worst."
                .formatted(median.getAsDouble() * 100, Collections.max(all) * 100));
  }

  /** Over the rounds. */
  public OptionalDouble median(Subject subject, Measure measure) {
    return median(rounds(subject, measure).values());
  }

  private Map<Integer, Double> rounds(Subject subject, Measure measure) {
    return byRound.getOrDefault(new Key(subject, measure), new TreeMap<>());
  }

  /**
   * The median of the ratios within each round: what a busy minute of the machine does to both is
   * in neither.
   */
  public OptionalDouble ratio(Cell cell, EngineName of, EngineName against, Measure measure) {
    Map<Integer, Double> others = rounds(new Subject(cell, against), measure);
    List<Double> ratios = new ArrayList<>();
    rounds(new Subject(cell, of), measure)
        .forEach(
            (round, value) -> {
              Double other = others.get(round);
              if (other != null) {
                ratios.add(value / other);
              }
            });
    return median(ratios);
  }

  static OptionalDouble median(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
  }
}
