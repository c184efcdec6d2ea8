package verdict.bench.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import verdict.kit.ConfigurationException;

/**
 * {@code bench decision}: runs the benchmarks with one thread and with two, by turns, so that a
 * busy minute of the machine falls on both, and prints a table of medians.
 */
@Command(
    mixinStandardHelpOptions = true,
    name = "decision",
    description = {
      "What one decision costs, measured with JMH; docs/benchmarks.md has the figures.",
      "Arguments are JMH's: names of benchmarks, options after --."
    },
    footer = {"", "Example: verdict bench decision scorecard -- -prof gc"})
public final class DecisionCommand implements Callable<Integer> {
  /** Each is a JVM of its own for each benchmark and number of threads. */
  private static final int ROUNDS = 3;

  @Parameters(paramLabel = "JMH", description = "JMH's arguments.")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws RunnerException {
    CommandLineOptions options = options();
    Medians medians = new Medians();
    for (int round = 0; round < ROUNDS; round++) {
      for (int threads = 1; threads <= Medians.THREADS; threads++) {
        OptionsBuilder builder = new OptionsBuilder();
        builder.parent(options).threads(threads).shouldFailOnError(true);
        medians.add(threads, new Runner(builder.build()).run());
      }
    }
    System.out.print(medians.table());
    return 0;
  }

  private CommandLineOptions options() {
    try {
      return new CommandLineOptions(arguments.toArray(String[]::new));
    } catch (CommandLineOptionException e) {
      throw new ConfigurationException(List.of("JMH: " + e.getMessage()));
    }
  }
}
