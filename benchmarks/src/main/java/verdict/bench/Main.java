package verdict.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks with one thread, then with two, and prints a table of medians: on a shared
 * machine a mean tells of its neighbours. Arguments are JMH's.
 */
public final class Main {
  private static final int MEDIAN = 50;
  private static final int THREADS = 2;

  private Main() {}

  /**
   * Runs all of them, or those that the arguments name.
   *
   * @throws CommandLineOptionException if JMH does not know an argument
   * @throws RunnerException if a benchmark fails
   */
  public static void main(String[] arguments) throws CommandLineOptionException, RunnerException {
    CommandLineOptions options = new CommandLineOptions(arguments);
    SequencedMap<String, Double> one = medians(options, 1);
    SequencedMap<String, Double> two = medians(options, THREADS);
    StringBuilder table = new StringBuilder();
    table.append(
        "| benchmark | one thread, µs | two threads, µs each | speed-up by the second |\n");
    table.append("| --- | --: | --: | --: |\n");
    one.forEach(
        (name, nanos) -> {
          double shared = two.getOrDefault(name, Double.NaN);
          table.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %.3f | %.3f | %.2f |%n",
                  name,
                  nanos / 1_000,
                  shared / 1_000,
                  THREADS * nanos / shared));
        });
    System.out.print(table);
  }

  /** Nanoseconds for one call, by the benchmark's name. */
  private static SequencedMap<String, Double> medians(CommandLineOptions options, int threads)
      throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .parent(options)
                    .threads(threads)
                    .shouldFailOnError(true)
                    .build())
            .run();
    SequencedMap<String, Double> medians = new TreeMap<>();
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      medians.put(
          name.substring(name.lastIndexOf('.') + 1),
          result.getPrimaryResult().getStatistics().getPercentile(MEDIAN));
    }
    return medians;
  }
}
