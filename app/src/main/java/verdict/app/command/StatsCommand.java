package verdict.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import verdict.analytics.StatsReader;
import verdict.kit.Configuration;
import verdict.kit.KafkaTopics;
import verdict.kit.KitSettings;
import verdict.wire.LoanStat;
import verdict.wire.Topic;

/** An analyst's command. */
@Command(
    mixinStandardHelpOptions = true,
    name = "stats",
    description = "Print the decisions of each product and minute.",
    footer = {"", "Example: verdict stats --follow"})
public final class StatsCommand implements Callable<Integer> {

  private static final Duration POLL = Duration.ofSeconds(1);

  @Option(names = "--follow", description = "Then every aggregate that changes, until Ctrl-C.")
  private boolean follow;

  @Option(names = "--json", description = "One JSON document a line.")
  private boolean json;

  @Override
  public Integer call() {
    Configuration configuration = Settings.read();
    ClientLogs.install(configuration);
    KafkaTopics.await(
        configuration.kafka(),
        List.of(Topic.STATS.topicName()),
        configuration.get(KitSettings.START_TIMEOUT));
    Console console = new Console();
    if (!json) {
      console.line(
          "%-20s %-20s %8s %8s %8s %8s %8s"
              .formatted(
                  "minute (UTC)", "product", "approve", "refer", "decline", "policy", "mean"));
    }
    try (StatsReader reader = StatsReader.open(configuration.kafka())) {
      reader.upToNow().forEach(stat -> print(stat, console));
      while (follow && !console.closed()) {
        reader.changes(POLL).forEach(stat -> print(stat, console));
      }
    }
    return ExitCode.DONE;
  }

  private void print(LoanStat stat, Console console) {
    long decisions = stat.getApproved() + stat.getReferred() + stat.getDeclined();
    double mean = decisions == 0 ? 0 : (double) stat.getScoreSum() / decisions;
    if (json) {
      ObjectNode document = new ObjectMapper().createObjectNode();
      document.put("product", stat.getProduct());
      document.put("window_start", stat.getWindowStart().toString());
      document.put("window_end", stat.getWindowEnd().toString());
      document.put("approved", stat.getApproved());
      document.put("referred", stat.getReferred());
      document.put("declined", stat.getDeclined());
      document.put("decided_by_policy", stat.getDecidedByPolicy());
      document.put("score_mean", mean);
      document.put("score_min", stat.getScoreMin());
      document.put("score_max", stat.getScoreMax());
      console.json(document);
    } else {
      console.line(
          "%-20s %-20s %8d %8d %8d %8d %8.1f"
              .formatted(
                  stat.getWindowStart(),
                  stat.getProduct(),
                  stat.getApproved(),
                  stat.getReferred(),
                  stat.getDeclined(),
                  stat.getDecidedByPolicy(),
                  mean));
    }
  }
}
