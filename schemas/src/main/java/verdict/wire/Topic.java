package verdict.wire;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The topics of the line with what they must be set to; {@code verdict topics apply} makes them so.
 */
public enum Topic {
  /** What producers send: applicationId → {@link LoanApplication}. */
  APPLICATIONS("loan.applications", 8, "delete", Duration.ofDays(7), Sizes.SOURCE, true),
  /** What operators send again: the same; only the replayer writes it. */
  REPLAY("loan.applications.replay", 8, "delete", Duration.ofDays(7), Sizes.REPLAY, true),
  /** Letters: the original key and bytes, with the reason in headers. */
  LETTERS("loan.applications.dlq", 8, "delete", Duration.ofDays(90), Sizes.LETTERS, true),
  /** Score events: applicationId → {@link LoanScore}. */
  SCORES("loan.scores", 8, "delete", Duration.ofDays(30), Sizes.SOURCE, false),
  /** Score events of challengers. */
  SHADOW("loan.scores.shadow", 8, "delete", Duration.ofDays(7), Sizes.SOURCE, false),
  /** What became of loans: applicationId → {@link LoanOutcome}. */
  OUTCOMES("loan.outcomes", 8, "delete", Duration.ofDays(365), Sizes.SOURCE, false),
  /** Aggregates: window key → {@link LoanStat}. */
  STATS("loan.stats", 1, "compact,delete", Duration.ofDays(30), Sizes.SOURCE, false),
  /** Drift of scores and bins against the bundle's baseline. */
  DRIFT("loan.drift", 1, "compact,delete", Duration.ofDays(30), Sizes.SOURCE, false),
  /** Which content each version of a bundle has, first come, first registered: for good. */
  BUNDLES("loan.bundles", 1, "delete", Duration.ofDays(36_500), Sizes.SOURCE, true);

  /**
   * Largest value that is decided at all, in bytes; a larger one becomes a VALUE_TOO_LARGE letter.
   */
  public static final int VALUE_BOUND_BYTES = 64 * 1024;

  /** The most that our headers add to a record, in bytes. */
  public static final int HEADER_BOUND_BYTES = 16 * 1024;

  /** The topics that the scoring service reads. */
  public static final List<Topic> INPUTS = List.of(APPLICATIONS, REPLAY);

  private final String topicName;
  private final int partitions;
  private final String cleanupPolicy;
  private final Duration retention;
  private final int maxMessageBytes;
  private final boolean brokerTime;

  Topic(
      String topicName,
      int partitions,
      String cleanupPolicy,
      Duration retention,
      int maxMessageBytes,
      boolean brokerTime) {
    this.topicName = topicName;
    this.partitions = partitions;
    this.cleanupPolicy = cleanupPolicy;
    this.retention = retention;
    this.maxMessageBytes = maxMessageBytes;
    this.brokerTime = brokerTime;
  }

  /** The name on the broker. */
  public String topicName() {
    return topicName;
  }

  /** Partitions when it is made; an input's count never changes afterwards, or keys would move. */
  public int partitions() {
    return partitions;
  }

  /** How long the broker must keep a record. */
  public Duration retention() {
    return retention;
  }

  /** Largest batch that the topic takes, in bytes after compression. */
  public int maxMessageBytes() {
    return maxMessageBytes;
  }

  /** Kafka's topic configuration for a number of replicas. */
  public Map<String, String> configuration(int replicas) {
    Map<String, String> configuration = new LinkedHashMap<>();
    configuration.put("cleanup.policy", cleanupPolicy);
    configuration.put("retention.ms", Long.toString(retention.toMillis()));
    configuration.put("max.message.bytes", Integer.toString(maxMessageBytes));
    configuration.put("message.timestamp.type", brokerTime ? "LogAppendTime" : "CreateTime");
    configuration.put("min.insync.replicas", Integer.toString(Math.max(1, replicas - 1)));
    configuration.put("unclean.leader.election.enable", "false");
    return configuration;
  }

  /** Each step along the dead-letter path may add headers, so each takes a little more. */
  private static final class Sizes {
    /** Kafka's own default. */
    static final int SOURCE = 1_048_588;

    static final int REPLAY = SOURCE + HEADER_BOUND_BYTES;
    static final int LETTERS = REPLAY + HEADER_BOUND_BYTES;
  }
}
