package verdict.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import verdict.app.command.AuditCommand;
import verdict.app.command.BundleCommand;
import verdict.app.command.DecideCommand;
import verdict.app.command.DemoCommand;
import verdict.app.command.Failures;
import verdict.app.command.LettersCommand;
import verdict.app.command.SampleCommand;
import verdict.app.command.ScoresCommand;
import verdict.app.command.ServiceCommands;
import verdict.app.command.StatsCommand;
import verdict.app.command.SubmitCommand;
import verdict.app.command.TopicsCommand;
import verdict.app.command.UpCommand;
import verdict.app.command.VersionProvider;

/**
 * The command line's map: what can be asked of {@code verdict}, in the order in which one meets it.
 */
@Command(
    name = "verdict",
    description = "Every loan application gets a verdict: scored, or dead-lettered with a reason.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Start with: verdict demo"},
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      SubmitCommand.class,
      SampleCommand.class,
      AuditCommand.class,
      ScoresCommand.class,
      StatsCommand.class,
      LettersCommand.class,
      DecideCommand.class,
      BundleCommand.class,
      TopicsCommand.class,
      ServiceCommands.Ingest.class,
      ServiceCommands.Score.class,
      ServiceCommands.Shadow.class,
      ServiceCommands.Ledger.class,
      ServiceCommands.Analytics.class,
    })
public final class Main {

  private Main() {}

  /**
   * Exit codes as docs/cli.md says: 0 done, 1 the answer is no, 2 usage, 3 unreachable, 70 bug, 130
   * interrupted.
   */
  public static void main(String[] arguments) {
    int code =
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true)
            .setExitCodeExceptionMapper(Failures::exitCode)
            .setExecutionExceptionHandler(Failures::report)
            .execute(arguments);
    System.exit(code);
  }
}
