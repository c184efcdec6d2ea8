package verdict.analytics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import verdict.kit.Configuration;
import verdict.kit.ConfigurationException;
import verdict.kit.KitSettings;

/**
 * What the analytics service runs with.
 *
 * @param kafka client properties, {@code bootstrap.servers} among them
 * @param adminPort 0 for a free one
 * @param startTimeout how long a start waits for Kafka and its topics
 * @param threads stream threads
 * @param grace how much older than the newest decision one may be and still be counted
 * @param stateDirectory Kafka Streams' {@code state.dir}
 * @param internalReplication replicas of internal topics, or {@link #BROKER_DEFAULT_REPLICATION}
 */
public record AnalyticsConfig(
    Map<String, Object> kafka,
    String adminHost,
    int adminPort,
    Duration startTimeout,
    int threads,
    Duration grace,
    Path stateDirectory,
    int internalReplication) {

  /** Leaves the replicas of internal topics to the brokers' {@code default.replication.factor}. */
  public static final int BROKER_DEFAULT_REPLICATION = -1;

  /**
   * Validates.
   *
   * @throws ConfigurationException if the internal topics would have no replica
   */
  public AnalyticsConfig {
    kafka = Map.copyOf(kafka);
    if (internalReplication == 0) {
      throw new ConfigurationException(
          List.of(
              AnalyticsSettings.REPLICATION.name()
                  + "=0: must be -1 (the brokers' default) or at least 1"));
    }
  }

  /**
   * Takes the values in force.
   *
   * @throws ConfigurationException if they do not fit together
   */
  public static AnalyticsConfig from(Configuration configuration) {
    return new AnalyticsConfig(
        configuration.kafka(),
        configuration.get(KitSettings.ADMIN_HOST),
        configuration.get(AnalyticsSettings.ADMIN_PORT),
        configuration.get(KitSettings.START_TIMEOUT),
        configuration.get(AnalyticsSettings.THREADS),
        configuration.get(AnalyticsSettings.GRACE),
        configuration.get(AnalyticsSettings.STATE).orElseGet(AnalyticsConfig::usersTemporary),
        configuration.get(AnalyticsSettings.REPLICATION));
  }

  /** Per user: the temporary directory is shared, and another user's folder is not writable. */
  private static Path usersTemporary() {
    return Path.of(
        System.getProperty("java.io.tmpdir", "."),
        "verdict-analytics-" + System.getProperty("user.name", "nobody"));
  }
}
