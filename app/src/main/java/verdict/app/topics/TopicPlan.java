package verdict.app.topics;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import verdict.wire.Topic;

/** What is to be done about one topic. */
public sealed interface TopicPlan {

  /** The topic. */
  Topic topic();

  /** One line for a person. */
  String line();

  /** It is missing. */
  record Create(Topic topic, int partitions, int replicas, Map<String, String> configuration)
      implements TopicPlan {
    @Override
    public String line() {
      return "create    %s: %d partitions, %d replicas, %s"
          .formatted(
              topic.topicName(),
              partitions,
              replicas,
              configuration.entrySet().stream()
                  .map(entry -> entry.getKey() + "=" + entry.getValue())
                  .collect(Collectors.joining(", ")));
    }
  }

  /** Settings can be widened without touching a record that is kept. */
  record Alter(Topic topic, List<Change> changes) implements TopicPlan {
    @Override
    public String line() {
      return "alter     %s: %s".formatted(topic.topicName(), changeText());
    }

    String changeText() {
      return changes.stream().map(Change::toString).collect(Collectors.joining(", "));
    }
  }

  /** It is as it must be. */
  record Unchanged(Topic topic) implements TopicPlan {
    @Override
    public String line() {
      return "unchanged " + topic.topicName();
    }
  }

  /** It would break a guarantee, and only its owner can say how to mend it. */
  record Refused(Topic topic, List<String> reasons) implements TopicPlan {
    @Override
    public String line() {
      return "refused   %s: %s".formatted(topic.topicName(), String.join("; ", reasons));
    }
  }

  /** One setting's value in force and its value to be. */
  record Change(String name, String from, String to) {
    @Override
    public String toString() {
      return name + " " + (from.isEmpty() ? "(none)" : from) + " -> " + to;
    }
  }
}
