package verdict.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import verdict.app.sample.Submission;
import verdict.app.sample.SubmissionSource;
import verdict.decision.Bundles;

/** Applications to play with. */
@Command(
    mixinStandardHelpOptions = true,
    name = "sample",
    description =
        "Print made-up applications, one JSON body a line, drawn from a population's figures.",
    footer = {"", "Example: verdict sample --count 20000 --seed 7 > applications.ndjson"})
public final class SampleCommand implements Callable<Integer> {

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many (${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed gives the same applications.")
  private long seed;

  @Override
  public Integer call() {
    new Options().require(count >= 0, "--count must not be negative").check();
    SubmissionSource source = new SubmissionSource(Bundles.shipped(), seed, 0);
    Console console = new Console();
    for (int i = 0; i < count && !console.closed(); i++) {
      if (source.next() instanceof Submission.OverHttp application) {
        console.line(application.body());
      }
    }
    return ExitCode.DONE;
  }
}
