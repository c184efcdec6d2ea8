package verdict.system.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import verdict.embedded.EmbeddedPostgres;
import verdict.testkit.Contents;
import verdict.testkit.Eventually;
import verdict.wire.Topic;

/** Faults of what all processes need; confined to its lane. */
final class ServerFaults {

  private static final List<String> COORDINATORS =
      List.of("__consumer_offsets", "__transaction_state");

  private static final Duration CHANGE_LIMIT = Duration.ofSeconds(60);
  private static final String REPLICAS_WANTED = "min.insync.replicas";

  private final Cluster cluster;
  private final EmbeddedPostgres postgres;
  private final Admin admin;
  private final Progress progress;
  private final Pause pause;
  private final FaultTally tally;

  ServerFaults(
      Cluster cluster,
      EmbeddedPostgres postgres,
      Admin admin,
      Progress progress,
      Pause pause,
      FaultTally tally) {
    this.cluster = cluster;
    this.postgres = postgres;
    this.admin = admin;
    this.progress = progress;
    this.pause = pause;
    this.tally = tally;
  }

  void suffer(FaultPlan.Planned planned) throws InterruptedException {
    Fault suffered = planned.fault();
    switch (suffered) {
      case BROKER_KILLED -> {
        awaitReplicas();
        progress.excuse();
        cluster.kill(planned.broker());
        returnAfter(planned);
      }
      case BROKER_STOPPED -> {
        awaitReplicas();
        progress.excuse();
        if (!cluster.stop(planned.broker())) {
          suffered = Fault.BROKER_KILLED;
        }
        returnAfter(planned);
      }
      case COORDINATORS_MOVED -> moveCoordinators();
      case LETTERS_REFUSED -> {
        progress.excuse();
        wantReplicas(Integer.toString(Cluster.BROKERS + 1));
        pause.of(planned.length());
        wantReplicas("1");
        progress.demand();
      }
      case DATABASE_STOPPED -> {
        postgres.stop();
        pause.of(planned.length());
        postgres.start();
      }
      default -> throw new IllegalArgumentException(planned.fault().name());
    }
    tally.suffered("servers", suffered);
  }

  private void returnAfter(FaultPlan.Planned planned) throws InterruptedException {
    pause.of(planned.length());
    cluster.restart(planned.broker());
    progress.demand();
  }

  /** A broker may only go when the other has everything. */
  private void awaitReplicas() {
    Collection<String> topics =
        Contents.answer(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
    Eventually.until(
        CHANGE_LIMIT,
        () ->
            partitions(topics).values().stream()
                .allMatch(partition -> partition.isr().size() == Cluster.BROKERS));
  }

  /** Each partition of the coordinators' topics gets the other broker for a leader. */
  private void moveCoordinators() {
    awaitReplicas();
    Map<TopicPartition, TopicPartitionInfo> before = partitions(COORDINATORS);
    Map<TopicPartition, Optional<NewPartitionReassignment>> turned = new HashMap<>();
    before.forEach(
        (partition, info) -> {
          List<Integer> replicas = new ArrayList<>();
          info.replicas().stream()
              .map(Node::id)
              .filter(id -> id != info.leader().id())
              .forEach(replicas::add);
          replicas.add(info.leader().id());
          turned.put(partition, Optional.of(new NewPartitionReassignment(replicas)));
        });
    Contents.answer(admin.alterPartitionReassignments(turned).all());
    Eventually.until(
        CHANGE_LIMIT,
        () ->
            Contents.answer(admin.listPartitionReassignments(before.keySet()).reassignments())
                .isEmpty());
    Eventually.until(CHANGE_LIMIT, () -> electedOthers(before));
  }

  private boolean electedOthers(Map<TopicPartition, TopicPartitionInfo> before) {
    // What it refuses now shows below: the leader is still the old one.
    var ignored =
        Contents.answer(admin.electLeaders(ElectionType.PREFERRED, before.keySet()).partitions());
    Map<TopicPartition, TopicPartitionInfo> now = partitions(COORDINATORS);
    return before.entrySet().stream()
        .noneMatch(
            entry ->
                Objects.requireNonNull(now.get(entry.getKey()))
                    .leader()
                    .equals(entry.getValue().leader()));
  }

  private Map<TopicPartition, TopicPartitionInfo> partitions(Collection<String> topics) {
    Map<TopicPartition, TopicPartitionInfo> partitions = new HashMap<>();
    Contents.answer(admin.describeTopics(topics).allTopicNames())
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(
                        info -> partitions.put(new TopicPartition(name, info.partition()), info)));
    return partitions;
  }

  private void wantReplicas(String number) {
    ConfigResource letters =
        new ConfigResource(ConfigResource.Type.TOPIC, Topic.LETTERS.topicName());
    Collection<AlterConfigOp> change =
        List.of(
            new AlterConfigOp(new ConfigEntry(REPLICAS_WANTED, number), AlterConfigOp.OpType.SET));
    Contents.answer(admin.incrementalAlterConfigs(Map.of(letters, change)).all());
  }
}
