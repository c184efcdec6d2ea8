package verdict.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import verdict.app.topics.Plan;
import verdict.app.topics.TopicCatalog;
import verdict.app.topics.TopicsConfig;
import verdict.kit.Configuration;
import verdict.kit.ConfigurationException;
import verdict.kit.KafkaAccess;
import verdict.kit.KitSettings;

/** The topics as declared. */
@Command(
    name = "topics",
    description = "Make the topics what the line needs.",
    subcommands = TopicsCommand.Apply.class,
    mixinStandardHelpOptions = true)
public final class TopicsCommand {

  /** Creates what is missing, or refuses. */
  @Command(
      mixinStandardHelpOptions = true,
      name = "apply",
      description =
          "Create the topics as declared; refuse, in one message, what would break a guarantee.",
      footer = {"", "Example: verdict topics apply --dry-run"})
  public static final class Apply implements Callable<Integer> {

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Option(names = "--json", description = "One JSON document as the last line.")
    private boolean json;

    @Override
    public Integer call() {
      Configuration configuration = Settings.read();
      ClientLogs.install(configuration);
      KafkaAccess.await(configuration.kafka(), configuration.get(KitSettings.START_TIMEOUT));
      TopicsConfig topics = TopicsConfig.from(configuration);
      try (Admin admin = Admin.create(configuration.kafka())) {
        Plan plan =
            dryRun
                ? TopicCatalog.plan(admin, topics)
                : switch (TopicCatalog.apply(admin, topics)) {
                  case TopicCatalog.Outcome.Applied applied -> applied.plan();
                  case TopicCatalog.Outcome.Refused refused -> refused.plan();
                };
        return print(plan);
      }
    }

    private int print(Plan plan) {
      List<String> refusals = plan.refusals();
      Console console = new Console();
      if (json) {
        ObjectNode document = new ObjectMapper().createObjectNode();
        document.put("dry_run", dryRun);
        plan.lines().forEach(document.withArray("topics")::add);
        refusals.forEach(document.withArray("refused")::add);
        console.json(document);
      } else {
        plan.lines().forEach(console::line);
      }
      if (!refusals.isEmpty()) {
        throw new ConfigurationException(refusals);
      }
      return ExitCode.DONE;
    }
  }
}
