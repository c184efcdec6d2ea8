package verdict.bench.decision;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/** Medians of all iterations of all runs: a mean would be that of the machine's worst minute. */
final class Medians {
  /** Most threads that are measured. */
  static final int THREADS = 2;

  /** Nanoseconds for one call: on the wall, and of the thread's own time. */
  private record Sample(double wall, double own) {}

  /** By benchmark and number of threads. */
  private final SequencedMap<String, SequencedMap<Integer, List<Sample>>> samples = new TreeMap<>();

  void add(int threads, Collection<RunResult> results) {
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      List<Sample> known =
          samples
              .computeIfAbsent(name.substring(name.lastIndexOf('.') + 1), key -> new TreeMap<>())
              .computeIfAbsent(threads, key -> new ArrayList<>());
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        fork.getIterationResults().forEach(iteration -> known.add(sample(iteration)));
      }
    }
  }

  private static Sample sample(IterationResult iteration) {
    return new Sample(
        iteration.getPrimaryResult().getScore(),
        counter(iteration, "processorNanos") / counter(iteration, "calls"));
  }

  private static double counter(IterationResult iteration, String name) {
    return requireNonNull(iteration.getSecondaryResults().get(name), name).getScore();
  }

  /** In Markdown. */
  String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | benchmark | 1 thread: µs | own time, µs | 2 threads: µs each | own time, µs | speed-up | by own time |
            | --- | --: | --: | --: | --: | --: | --: |
            """);
    samples.forEach(
        (name, byThreads) -> {
          Sample one = median(byThreads.getOrDefault(1, List.of()));
          Sample two = median(byThreads.getOrDefault(THREADS, List.of()));
          table.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
                  name,
                  one.wall() / 1_000,
                  one.own() / 1_000,
                  two.wall() / 1_000,
                  two.own() / 1_000,
                  THREADS * one.wall() / two.wall(),
                  THREADS * one.own() / two.own()));
        });
    return table.toString();
  }

  private static Sample median(List<Sample> samples) {
    return new Sample(
        median(samples.stream().map(Sample::wall)), median(samples.stream().map(Sample::own)));
  }

  private static double median(Stream<Double> values) {
    List<Double> sorted = new ArrayList<>(values.toList());
    Collections.sort(sorted);
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }
}
