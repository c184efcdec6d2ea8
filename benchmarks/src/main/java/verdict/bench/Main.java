package verdict.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import verdict.bench.decision.DecisionCommand;
import verdict.bench.scoring.BacklogCommand;
import verdict.bench.scoring.ScoringCommand;
import verdict.kit.ConfigurationException;

/** The map of the benchmarks; without a name it prints them. */
@Command(
    mixinStandardHelpOptions = true,
    name = "verdict bench",
    description = "Benchmarks. Names:",
    synopsisSubcommandLabel = "NAME",
    commandListHeading = "%n",
    footer = {"", "Example: verdict bench scoring --shapes uniform --work real"},
    subcommands = {DecisionCommand.class, ScoringCommand.class, BacklogCommand.class})
public final class Main implements Runnable {

  private static final int USAGE = 2;
  private static final int BUG = 70;

  private Main() {}

  /** Exit codes as docs/cli.md says: 0 done, 2 usage, 70 bug. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Main())
            .setUsageHelpAutoWidth(true)
            .setExecutionExceptionHandler((error, command, parsed) -> report(error, command))
            .execute(arguments));
  }

  private static int report(Exception error, CommandLine command) {
    if (error instanceof ConfigurationException wrong) {
      wrong.problems().forEach(problem -> command.getErr().println("verdict: " + problem));
      return USAGE;
    }
    command.getErr().println("verdict: the benchmark failed");
    error.printStackTrace(command.getErr());
    return BUG;
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
