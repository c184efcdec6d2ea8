package verdict.ledger.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;

/** The partitions of some topics with the topics' ids, as Kafka had them at one moment. */
public record TopicLayout(List<TopicIdPartition> partitions) {

  public TopicLayout {
    partitions = List.copyOf(partitions);
  }

  static TopicLayout of(Map<String, TopicDescription> descriptions) {
    List<TopicIdPartition> partitions = new ArrayList<>();
    descriptions.forEach(
        (name, description) ->
            description
                .partitions()
                .forEach(
                    partition ->
                        partitions.add(
                            new TopicIdPartition(
                                description.topicId(),
                                new TopicPartition(name, partition.partition())))));
    return new TopicLayout(partitions);
  }

  /** Those of the named topics. */
  public List<TopicIdPartition> of(List<String> topics) {
    return partitions.stream().filter(p -> topics.contains(p.topic())).toList();
  }

  /** Without ids, as a consumer takes them. */
  public List<TopicPartition> plain() {
    return partitions.stream().map(TopicIdPartition::topicPartition).toList();
  }
}
