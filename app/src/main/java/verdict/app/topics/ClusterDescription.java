package verdict.app.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import verdict.app.topics.ClusterState.TopicState;
import verdict.wire.Topic;

/** Asks a cluster what there is. */
final class ClusterDescription {

  private ClusterDescription() {}

  static ClusterState of(Admin admin) {
    Collection<Node> brokers = answer(admin.describeCluster().nodes());
    Map<Topic, TopicState> topics = new EnumMap<>(Topic.class);
    Set<String> existing = answer(admin.listTopics().names());
    for (Topic topic : Topic.values()) {
      if (existing.contains(topic.topicName())) {
        describe(admin, topic).ifPresent(state -> topics.put(topic, state));
      }
    }
    return new ClusterState(brokers.size(), offsetsRetention(admin, brokers), topics);
  }

  /** Empty if it vanished, or is not yet known everywhere. */
  private static Optional<TopicState> describe(Admin admin, Topic topic) {
    String name = topic.topicName();
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    try {
      Map<String, TopicDescription> described =
          answer(admin.describeTopics(List.of(name)).allTopicNames());
      Map<ConfigResource, Config> configs = answer(admin.describeConfigs(List.of(resource)).all());
      return Optional.ofNullable(described.get(name))
          .map(found -> state(found, values(configs.get(resource))));
    } catch (UnknownTopicOrPartitionException gone) {
      return Optional.empty();
    }
  }

  private static TopicState state(TopicDescription described, Map<String, String> configuration) {
    int fewest =
        described.partitions().stream()
            .map(TopicPartitionInfo::replicas)
            .mapToInt(List::size)
            .min()
            .orElse(0);
    return new TopicState(described.partitions().size(), fewest, configuration);
  }

  private static Optional<Duration> offsetsRetention(Admin admin, Collection<Node> brokers) {
    List<ConfigResource> resources = new ArrayList<>();
    for (Node broker : brokers) {
      resources.add(new ConfigResource(ConfigResource.Type.BROKER, broker.idString()));
    }
    return answer(admin.describeConfigs(resources).all()).values().stream()
        .map(config -> values(config).get("offsets.retention.minutes"))
        .filter(value -> value != null)
        .map(value -> Duration.ofMinutes(Long.parseLong(value)))
        .min(Duration::compareTo);
  }

  private static Map<String, String> values(@Nullable Config config) {
    Map<String, String> values = new HashMap<>();
    if (config != null) {
      config
          .entries()
          .forEach(
              entry -> {
                if (entry.value() != null) {
                  values.put(entry.name(), entry.value());
                }
              });
    }
    return values;
  }

  /** Waits within the admin client's own request limits; throws what Kafka answered. */
  static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e); // restores the interrupt
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException answered) {
        throw answered;
      }
      throw new KafkaException("the admin client failed", e.getCause());
    }
  }
}
