package verdict.system.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import verdict.app.command.Failures;
import verdict.embedded.EmbeddedKafka;
import verdict.kit.Logs;
import verdict.testkit.OutcomeVerifier.Kind;
import verdict.testkit.TemporaryFolder;

/** {@code verdict chaos}: faults against a running line, and what became of its records. */
@Command(
    name = "verdict chaos",
    mixinStandardHelpOptions = true,
    description =
        "Kills, freezes, cuts off and bounces a line under load; then compares each record with its outcome.",
    footer = {"", "Example: verdict chaos --seeds 10 --minutes 10"})
public final class Chaos implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int NO = 1;

  @Option(
      names = "--seeds",
      defaultValue = "2",
      description = "How many lines, one after the other. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--first-seed",
      defaultValue = "1",
      description = "The first of them; the others count on. Default: ${DEFAULT-VALUE}.")
  private long firstSeed;

  @Option(
      names = "--minutes",
      defaultValue = "2",
      description = "How long faults are injected, over all seeds. Default: ${DEFAULT-VALUE}.")
  private double minutes;

  @Option(
      names = "--storm",
      description = {
        "For each seed a rebalance storm instead: 80 partitions, 500,000 records,",
        "12 instances of which one starts or stops at least each 500 ms. Takes no --minutes."
      })
  private boolean storm;

  @Option(names = "--json", description = "Print one JSON document at the end.")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  private Chaos() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Chaos())
            .setExitCodeExceptionMapper(Failures::exitCode)
            .setExecutionExceptionHandler(Failures::report)
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (seeds < 1 || !(minutes > 0)) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "--seeds takes 1 or more, --minutes more than 0");
    }
    if (storm && command.commandLine().getParseResult().hasMatchedOption("--minutes")) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "--storm takes no --minutes: a storm ends with its records");
    }
    Logs.install(Logs.Format.TEXT, "chaos");
    Duration each = Duration.ofMillis((long) (minutes * 60_000 / seeds));
    Report all = Report.NONE;
    for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
      TemporaryFolder folder = TemporaryFolder.create();
      Report report = storm ? storm(seed, folder.path()) : ChaosRun.of(seed, folder.path(), each);
      all = all.plus(report);
      say("seed " + seed + ": " + report.summary());
      if (report.isClean()) {
        folder.delete();
      } else {
        report.broken().stream().limit(20).forEach(problem -> say("  " + problem));
        report.problems().forEach(problem -> say("  " + problem));
        say("  logs of its processes: " + folder.path());
      }
    }
    say("all: " + all.summary());
    all.faults().forEach((fault, count) -> say("  %-26s %d".formatted(fault, count)));
    all.steps().forEach((step, count) -> say("  killed at %-16s %d".formatted(step, count)));
    for (CommitStep step : CommitStep.values()) {
      if (!storm && !all.steps().containsKey(step)) {
        say("  never killed at " + step);
      }
    }
    if (storm) {
      say("  spared                     " + all.spared());
    }
    if (json) {
      System.out.println(json(all));
    }
    return all.isClean() ? DONE : NO;
  }

  private static Report storm(long seed, Path folder) throws InterruptedException {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0, Map.of())) {
      return Storm.of(seed, kafka.bootstrapServers(), Storm.WHOLE);
    }
  }

  /** What is said to people goes where the machine's answer does not. */
  private void say(String line) {
    (json ? command.commandLine().getErr() : command.commandLine().getOut()).println(line);
  }

  private static String json(Report all) {
    ObjectNode document = new ObjectMapper().createObjectNode();
    document.put("faults", all.faultCount());
    document.put("records", all.records());
    document.put("lost", all.broken(Kind.LOST));
    document.put("duplicated", all.broken(Kind.DUPLICATED));
    document.put("reordered", all.broken(Kind.REORDERED));
    document.put("altered", all.broken(Kind.ALTERED));
    document.put("orphans", all.broken(Kind.ORPHAN));
    document.put("spared", all.spared());
    document.put("slowest_recovery_s", all.slowest().toMillis() / 1_000.0);
    ObjectNode byFault = document.putObject("by_fault");
    all.faults().forEach((fault, count) -> byFault.put(fault.name(), count));
    ObjectNode bySteps = document.putObject("killed_at");
    all.steps().forEach((step, count) -> bySteps.put(step.name(), count));
    all.problems().forEach(document.withArray("problems")::add);
    return document.toString();
  }
}
