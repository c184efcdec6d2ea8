package verdict.app.topics;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import verdict.wire.Topic;

/**
 * What there is.
 *
 * @param brokers how many are up
 * @param offsetsRetention the shortest {@code offsets.retention.minutes} of all brokers; empty if
 *     no broker tells
 * @param topics those of ours that exist
 */
record ClusterState(
    int brokers, Optional<Duration> offsetsRetention, Map<Topic, TopicState> topics) {

  /**
   * One existing topic.
   *
   * @param replicas of the partition that has the fewest
   * @param configuration the values in force, the brokers' defaults among them
   */
  record TopicState(int partitions, int replicas, Map<String, String> configuration) {

    /** The value in force, or Kafka's way of saying nothing. */
    String value(String name) {
      return configuration.getOrDefault(name, "");
    }

    /** Empty where the broker does not tell the value. */
    Optional<Long> number(String name) {
      String value = value(name);
      return value.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(value));
    }
  }
}
