package verdict.bench.scoring.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedSet;
import java.util.TreeMap;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.EngineName;

/** All figures of one run of the benchmark, and what is said instead of a figure. */
public final class Results {

  private record Key(Subject subject, Measure measure) {}

  private final Map<Key, TreeMap<Integer, Double>> byRound = new LinkedHashMap<>();
  private final Map<Subject, String> remarks = new LinkedHashMap<>();
  private final List<Double> disturbances = new ArrayList<>();
  private final SequencedSet<Subject> subjects = new LinkedHashSet<>();

  /** One figure of one round. */
  public void add(Subject subject, int round, Measure measure, double value) {
    subjects.add(subject);
    byRound.computeIfAbsent(new Key(subject, measure), key -> new TreeMap<>()).put(round, value);
  }

  /** Why there is no figure, or what is wrong with it; the first remark stands. */
  public void remark(Subject subject, String text) {
    subjects.add(subject);
    remarks.putIfAbsent(subject, text);
  }

  Optional<String> remark(Subject subject) {
    return Optional.ofNullable(remarks.get(subject));
  }

  /** In the order in which they were measured. */
  List<Subject> subjects() {
    return List.copyOf(subjects);
  }

  /** Processes that are no part of this used so much of the processors in a round, 0 to 1. */
  public void disturbed(double share) {
    disturbances.add(share);
  }

  /** In the median round and in the worst one; empty if nobody said. */
  Optional<String> disturbance() {
    OptionalDouble median = median(disturbances);
    return median.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Other processes used %.0f %% of the processors in the median round, %.0f %% in the worst."
                .formatted(median.getAsDouble() * 100, Collections.max(disturbances) * 100));
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
