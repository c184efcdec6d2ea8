package verdict.app.topics;

import java.util.List;
import verdict.kit.Setting;

/** What can be set about the topics. */
public final class TopicSettings {

  /** Partitions of everything that is keyed by application. */
  public static final Setting<Integer> PARTITIONS =
      Setting.integer(
          "VERDICT_TOPICS_PARTITIONS",
          TopicsConfig.AS_DECLARED,
          0,
          1000,
          "Partitions of the topics keyed by application when they are made; 0: as declared (8)."
              + " The inputs' never change afterwards.");

  /** Replicas of every topic. */
  public static final Setting<Integer> REPLICATION =
      Setting.integer(
          "VERDICT_TOPICS_REPLICATION",
          TopicsConfig.AS_BROKERS_ALLOW,
          0,
          9,
          "Replicas of every topic; 0: three, or as many as there are brokers.");

  private TopicSettings() {}

  /** In the order in which they are described. */
  public static List<Setting<?>> all() {
    return List.of(PARTITIONS, REPLICATION);
  }
}
