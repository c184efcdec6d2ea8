package verdict.app.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import verdict.app.topics.ClusterState.TopicState;
import verdict.app.topics.TopicPlan.Change;
import verdict.wire.Topic;

/**
 * Compares one existing topic with its declaration. What only widens (keep longer, take larger
 * records) is altered; what has already harmed records, or would, is refused with the reason.
 */
final class ExistingTopic {

  private static final long UNLIMITED = -1;

  private final Topic topic;
  private final Map<String, String> wanted;
  private final TopicState state;
  private final List<String> reasons = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();

  private ExistingTopic(Topic topic, Map<String, String> wanted, TopicState state) {
    this.topic = topic;
    this.wanted = wanted;
    this.state = state;
  }

  static TopicPlan plan(
      Topic topic, int partitions, int replicas, Map<String, String> wanted, TopicState state) {
    ExistingTopic existing = new ExistingTopic(topic, wanted, state);
    existing.partitions(partitions);
    existing.replicas(replicas);
    existing.cleanup();
    existing.atLeast("retention.ms");
    existing.retentionBytes();
    existing.atLeast("max.message.bytes");
    existing.timestamps();
    existing.inSync();
    existing.uncleanElection();
    return existing.plan();
  }

  private TopicPlan plan() {
    if (!reasons.isEmpty()) {
      return new TopicPlan.Refused(topic, List.copyOf(reasons));
    }
    return changes.isEmpty()
        ? new TopicPlan.Unchanged(topic)
        : new TopicPlan.Alter(topic, List.copyOf(changes));
  }

  /** Outputs may differ: nothing reads a key's place there. */
  private void partitions(int partitions) {
    if (Topic.INPUTS.contains(topic) && state.partitions() != partitions) {
      reasons.add(
          "has %d partitions, not %d: another number moves keys and breaks their order (%s=%d keeps it)"
              .formatted(
                  state.partitions(),
                  partitions,
                  TopicSettings.PARTITIONS.name(),
                  state.partitions()));
    }
  }

  private void replicas(int replicas) {
    if (state.replicas() < replicas) {
      reasons.add(
          "has a partition with %d replicas, not %d: reassign it (kafka-reassign-partitions), or say %s=%d"
              .formatted(
                  state.replicas(), replicas, TopicSettings.REPLICATION.name(), state.replicas()));
    }
  }

  private void cleanup() {
    String policy = state.value("cleanup.policy");
    String declared = wanted.getOrDefault("cleanup.policy", "");
    if (!declared.contains("compact") && policy.contains("compact")) {
      reasons.add(
          "has cleanup.policy=%s: compaction takes records of a repeated key; it must be %s"
              .formatted(policy, declared));
    } else if (declared.contains("compact") && !sameParts(policy, declared)) {
      changes.add(new Change("cleanup.policy", policy, declared));
    }
  }

  private static boolean sameParts(String policy, String declared) {
    return List.of(policy.replace(" ", "").split(",", -1)).stream()
        .sorted()
        .toList()
        .equals(List.of(declared.split(",", -1)).stream().sorted().toList());
  }

  private void atLeast(String name) {
    String declared = wanted.getOrDefault(name, "0");
    long inForce = state.number(name).orElse(0L);
    if (inForce != UNLIMITED && inForce < Long.parseLong(declared)) {
      changes.add(new Change(name, state.value(name), declared));
    }
  }

  /** Not lifted by us: somebody sized a disk by it. */
  private void retentionBytes() {
    long bytes = state.number("retention.bytes").orElse(UNLIMITED);
    if (bytes != UNLIMITED) {
      reasons.add(
          "has retention.bytes=%d: it takes records before their time, and unread ones too; it must be -1"
              .formatted(bytes));
    }
  }

  private void timestamps() {
    String type = state.value("message.timestamp.type");
    String declared = wanted.getOrDefault("message.timestamp.type", "");
    if (type.equals(declared)) {
      return;
    }
    if (declared.equals("LogAppendTime")) {
      reasons.add(
          "has message.timestamp.type=%s, not LogAppendTime: a producer's wrong clock could make the broker drop records early"
              .formatted(type));
    } else {
      changes.add(new Change("message.timestamp.type", type, declared));
    }
  }

  private void inSync() {
    long declared = Long.parseLong(wanted.getOrDefault("min.insync.replicas", "1"));
    long inForce = state.number("min.insync.replicas").orElse(0L);
    if (inForce < declared) {
      reasons.add(
          "has min.insync.replicas=%d, not at least %d: an acknowledged record could be lost with one broker"
              .formatted(inForce, declared));
    }
  }

  private void uncleanElection() {
    if (state.value("unclean.leader.election.enable").equals("true")) {
      reasons.add(
          "has unclean.leader.election.enable=true: acknowledged records could vanish with a change of leader");
    }
  }
}
