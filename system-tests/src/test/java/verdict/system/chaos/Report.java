package verdict.system.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import verdict.testkit.OutcomeVerifier.Kind;
import verdict.testkit.OutcomeVerifier.Problem;

/**
 * What became of one seed, or of all.
 *
 * @param records inputs, each of which must have one outcome
 * @param broken what the outcomes break
 * @param problems whatever else went wrong: stalls, processes that ended by themselves, the audit
 * @param spared stops that a storm left out because nothing went on
 * @param slowest the longest that the line stood still with work to do and its servers there
 */
record Report(
    Map<Fault, Integer> faults,
    Map<CommitStep, Integer> steps,
    long records,
    List<Problem> broken,
    List<String> problems,
    int spared,
    Duration slowest) {

  static final Report NONE =
      new Report(Map.of(), Map.of(), 0, List.of(), List.of(), 0, Duration.ZERO);

  Report plus(Report other) {
    List<Problem> allBroken = new ArrayList<>(broken);
    allBroken.addAll(other.broken);
    List<String> allProblems = new ArrayList<>(problems);
    allProblems.addAll(other.problems);
    return new Report(
        sum(faults, other.faults),
        sum(steps, other.steps),
        records + other.records,
        allBroken,
        allProblems,
        spared + other.spared,
        slowest.compareTo(other.slowest) > 0 ? slowest : other.slowest);
  }

  private static <K> Map<K, Integer> sum(Map<K, Integer> some, Map<K, Integer> others) {
    Map<K, Integer> sum = new TreeMap<>(some);
    others.forEach((key, count) -> sum.merge(key, count, Integer::sum));
    return sum;
  }

  int faultCount() {
    return faults.values().stream().mapToInt(Integer::intValue).sum();
  }

  long broken(Kind kind) {
    return broken.stream().filter(problem -> problem.kind() == kind).count();
  }

  boolean isClean() {
    return broken.isEmpty() && problems.isEmpty();
  }

  /** One line. */
  String summary() {
    return "faults %d, records %d, lost %d, duplicated %d, reordered %d, altered %d, orphans %d, slowest recovery %.1f s"
        .formatted(
            faultCount(),
            records,
            broken(Kind.LOST),
            broken(Kind.DUPLICATED),
            broken(Kind.REORDERED),
            broken(Kind.ALTERED),
            broken(Kind.ORPHAN),
            slowest.toMillis() / 1_000.0);
  }
}
