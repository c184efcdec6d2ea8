package verdict.app.topics;

import verdict.app.topics.ClusterState.TopicState;
import verdict.kit.Configuration;
import verdict.wire.Topic;

/**
 * What is asked of the topics beyond their declarations.
 *
 * @param partitions of every topic keyed by application, or {@link #AS_DECLARED}
 * @param replicas of every topic, or {@link #AS_BROKERS_ALLOW}
 */
public record TopicsConfig(int partitions, int replicas) {

  /** Partitions as {@link Topic#partitions()} says. */
  public static final int AS_DECLARED = 0;

  /** Three replicas, or as many as there are brokers. */
  public static final int AS_BROKERS_ALLOW = 0;

  /** Production's replicas: one broker may be down for maintenance while another one dies. */
  private static final int PRODUCTION_REPLICAS = 3;

  /** Validates. */
  public TopicsConfig {
    if (partitions < 0 || replicas < 0) {
      throw new IllegalArgumentException("partitions and replicas are not negative");
    }
  }

  /** Everything as declared. */
  public static TopicsConfig declared() {
    return new TopicsConfig(AS_DECLARED, AS_BROKERS_ALLOW);
  }

  /** Takes the values in force. */
  public static TopicsConfig from(Configuration configuration) {
    return new TopicsConfig(
        configuration.get(TopicSettings.PARTITIONS), configuration.get(TopicSettings.REPLICATION));
  }

  /**
   * What is not keyed by application holds little, and the register of bundles has one order: as
   * declared.
   */
  int partitionsOf(Topic topic) {
    return switch (topic) {
      case APPLICATIONS, REPLAY, LETTERS, SCORES, SHADOW, OUTCOMES ->
          partitions == AS_DECLARED ? topic.partitions() : partitions;
      case STATS, DRIFT, BUNDLES -> topic.partitions();
    };
  }

  /**
   * For whoever does not make topics: where nothing is asked, the applications' topic shows what
   * was asked when the topics were made. Brokers that are down just now ask for nothing.
   */
  TopicsConfig orAsMade(ClusterState cluster) {
    TopicState made = cluster.topics().get(Topic.APPLICATIONS);
    if (made == null) {
      return this;
    }
    int asked = replicas == AS_BROKERS_ALLOW ? made.replicas() : replicas;
    return new TopicsConfig(
        partitions == AS_DECLARED ? made.partitions() : partitions,
        Math.min(asked, cluster.brokers()));
  }

  int replicasOn(int brokers) {
    return replicas == AS_BROKERS_ALLOW ? Math.min(PRODUCTION_REPLICAS, brokers) : replicas;
  }
}
