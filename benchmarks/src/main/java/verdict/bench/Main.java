package verdict.bench;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks with one thread and with two, by turns, so that a busy minute of the machine
 * falls on both, and prints a table of medians. Arguments are JMH's.
 */
public final class Main {
  /** Each is a JVM of its own for each benchmark and number of threads. */
  private static final int ROUNDS = 3;

  private Main() {}

  /**
   * Runs all of them, or those that the arguments name.
   *
   * @throws CommandLineOptionException if JMH does not know an argument
   * @throws RunnerException if a benchmark fails
   */
  public static void main(String[] arguments) throws CommandLineOptionException, RunnerException {
    CommandLineOptions options = new CommandLineOptions(arguments);
    Medians medians = new Medians();
    for (int round = 0; round < ROUNDS; round++) {
      for (int threads = 1; threads <= Medians.THREADS; threads++) {
        OptionsBuilder builder = new OptionsBuilder();
        builder.parent(options).threads(threads).shouldFailOnError(true);
        medians.add(threads, new Runner(builder.build()).run());
      }
    }
    System.out.print(medians.table());
  }
}
