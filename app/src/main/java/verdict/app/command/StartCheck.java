package verdict.app.command;

import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.app.topics.TopicCatalog;
import verdict.app.topics.TopicsConfig;
import verdict.kit.Configuration;
import verdict.kit.ConfigurationException;
import verdict.kit.KafkaAccess;
import verdict.kit.KitSettings;

/** No service starts on topics that would break a guarantee. */
final class StartCheck {

  private static final Logger log = LoggerFactory.getLogger(StartCheck.class);

  private StartCheck() {}

  /**
   * Waits for Kafka, then looks at the topics' settings.
   *
   * @throws ConfigurationException naming every problem
   * @throws verdict.kit.UnreachableException if Kafka does not answer in time
   */
  static void topics(Configuration configuration) {
    KafkaAccess.await(configuration.kafka(), configuration.get(KitSettings.START_TIMEOUT));
    List<String> problems = problems(configuration);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  /** A service may do its work without being allowed to look. */
  private static List<String> problems(Configuration configuration) {
    try (Admin admin = Admin.create(configuration.kafka())) {
      return TopicCatalog.startProblems(admin, TopicsConfig.from(configuration));
    } catch (AuthorizationException e) {
      log.atWarn()
          .addKeyValue("reason", e.getMessage())
          .log(
              "not allowed to read the settings of brokers and topics: starting unchecked; `verdict topics apply --dry-run`, run by who is, checks them");
      return List.of();
    }
  }
}
