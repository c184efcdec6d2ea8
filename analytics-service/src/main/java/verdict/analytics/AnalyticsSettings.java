package verdict.analytics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import verdict.kit.Setting;
import verdict.wire.Topic;

/** What can be set about the analytics service. */
public final class AnalyticsSettings {

  /** Where /livez, /readyz and /metrics listen. */
  public static final Setting<Integer> ADMIN_PORT =
      Setting.integer(
          "VERDICT_ANALYTICS_ADMIN_PORT",
          8084,
          0,
          65535,
          "Port of /livez, /readyz and /metrics of the analytics service; 0 takes a free one.");

  /** Stream threads. */
  public static final Setting<Integer> THREADS =
      Setting.integer(
          "VERDICT_ANALYTICS_THREADS",
          1,
          1,
          64,
          "Stream threads; more than partitions of loan.scores are idle.");

  /** How late a decision may arrive and still be counted. */
  public static final Setting<Duration> GRACE =
      Setting.duration(
          "VERDICT_ANALYTICS_GRACE",
          Topic.SCORES.retention(),
          Duration.ofMinutes(1),
          Duration.ofDays(366),
          "How much older than the newest decision one may be and still be counted; a shorter one"
              + " saves memory, but loses decisions when"
              + " the service was away for longer.");

  /** Kafka Streams' own directory. */
  public static final Setting<Optional<Path>> STATE =
      Setting.directory(
          "VERDICT_ANALYTICS_STATE",
          "Directory for Kafka Streams; by default one of the user's under the temporary directory."
              + " Today's aggregates live in memory and in Kafka, so nothing of value is in it.");

  /** Replicas of the internal topics. */
  public static final Setting<Integer> REPLICATION =
      Setting.integer(
          "VERDICT_ANALYTICS_REPLICATION",
          AnalyticsConfig.BROKER_DEFAULT_REPLICATION,
          -1,
          9,
          "Replicas of Kafka Streams' internal topics; -1 leaves it to the brokers' default.");

  private AnalyticsSettings() {}

  /** In the order in which they are described. */
  public static List<Setting<?>> all() {
    return List.of(ADMIN_PORT, THREADS, GRACE, STATE, REPLICATION);
  }
}
