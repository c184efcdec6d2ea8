package verdict.app.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import verdict.app.topics.ClusterState.TopicState;
import verdict.wire.Topic;

/** From what is asked and what there is to what is to be done. Pure. */
final class Planning {

  private final TopicsConfig config;
  private final ClusterState cluster;
  private final int replicas;

  private Planning(TopicsConfig config, ClusterState cluster) {
    this.config = config;
    this.cluster = cluster;
    this.replicas = config.replicasOn(cluster.brokers());
  }

  static Plan plan(TopicsConfig config, ClusterState cluster) {
    return new Planning(config, cluster).plan();
  }

  private Plan plan() {
    Map<Topic, Long> sizes = messageBytes();
    List<TopicPlan> topics = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      Map<String, String> wanted = topic.configuration(replicas);
      wanted.put("max.message.bytes", Long.toString(sizes.getOrDefault(topic, 0L)));
      TopicState state = cluster.topics().get(topic);
      topics.add(
          state == null
              ? new TopicPlan.Create(topic, config.partitionsOf(topic), replicas, wanted)
              : ExistingTopic.plan(topic, config.partitionsOf(topic), replicas, wanted, state));
    }
    return new Plan(topics, clusterProblems());
  }

  /**
   * As declared; but where an input takes larger records than declared, replay and letters must
   * take them with their headers.
   */
  private Map<Topic, Long> messageBytes() {
    Map<Topic, Long> sizes = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      sizes.put(topic, (long) topic.maxMessageBytes());
    }
    long source = inForce(Topic.APPLICATIONS, sizes);
    sizes.merge(Topic.REPLAY, source + Topic.HEADER_BOUND_BYTES, Math::max);
    long replay = inForce(Topic.REPLAY, sizes);
    sizes.merge(Topic.LETTERS, replay + Topic.HEADER_BOUND_BYTES, Math::max);
    return sizes;
  }

  private long inForce(Topic topic, Map<Topic, Long> wanted) {
    long least = wanted.getOrDefault(topic, 0L);
    return Optional.ofNullable(cluster.topics().get(topic))
        .flatMap(state -> state.number("max.message.bytes"))
        .map(bytes -> Math.max(bytes, least))
        .orElse(least);
  }

  private List<String> clusterProblems() {
    List<String> problems = new ArrayList<>();
    if (replicas > cluster.brokers()) {
      problems.add(
          "%d replicas are asked for, but only %d brokers are up"
              .formatted(replicas, cluster.brokers()));
    }
    Duration inputs = inputRetention();
    cluster
        .offsetsRetention()
        .filter(offsets -> offsets.compareTo(inputs) <= 0)
        .ifPresent(
            offsets ->
                problems.add(
                    "the brokers' offsets.retention.minutes is %d, but must exceed the %d minutes that the inputs are kept: a group that was away would forget where it was while its records are still there"
                        .formatted(offsets.toMinutes(), inputs.toMinutes())));
    return problems;
  }

  /** The longest that an input will be kept; one that is kept for ever counts as declared. */
  private Duration inputRetention() {
    long longest = 0;
    for (Topic input : Topic.INPUTS) {
      long kept =
          Optional.ofNullable(cluster.topics().get(input))
              .flatMap(state -> state.number("retention.ms"))
              .orElse(0L);
      longest = Math.max(longest, Math.max(kept, input.retention().toMillis()));
    }
    return Duration.ofMillis(longest);
  }
}
