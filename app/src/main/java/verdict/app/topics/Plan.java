package verdict.app.topics;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be done about every topic.
 *
 * @param topics one entry for each {@link verdict.wire.Topic}, in its order
 * @param clusterProblems what about the brokers would break a guarantee
 */
public record Plan(List<TopicPlan> topics, List<String> clusterProblems) {

  /** Copies. */
  public Plan {
    topics = List.copyOf(topics);
    clusterProblems = List.copyOf(clusterProblems);
  }

  /** Everything that would break a guarantee; if there is anything, nothing is applied. */
  public List<String> refusals() {
    List<String> refusals = new ArrayList<>(clusterProblems);
    for (TopicPlan topic : topics) {
      switch (topic) {
        case TopicPlan.Refused(var refused, List<String> reasons) ->
            reasons.forEach(reason -> refusals.add(refused.topicName() + " " + reason));
        case TopicPlan.Create create -> {}
        case TopicPlan.Alter alter -> {}
        case TopicPlan.Unchanged unchanged -> {}
      }
    }
    return List.copyOf(refusals);
  }

  /**
   * What no service may start on: everything refused, and every topic that is to be altered.
   * Missing topics are not among it.
   */
  List<String> startProblems() {
    List<String> problems = new ArrayList<>(refusals());
    for (TopicPlan topic : topics) {
      if (topic instanceof TopicPlan.Alter alter) {
        problems.add(
            "%s is not as declared (%s): `verdict topics apply` mends it"
                .formatted(alter.topic().topicName(), alter.changeText()));
      }
    }
    return List.copyOf(problems);
  }

  /** Whether there is nothing to do and nothing to refuse. */
  public boolean unchanged() {
    return clusterProblems.isEmpty()
        && topics.stream().allMatch(TopicPlan.Unchanged.class::isInstance);
  }

  /** What would be done, a line for each topic, the cluster's problems last. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(topics.stream().map(TopicPlan::line).toList());
    clusterProblems.forEach(problem -> lines.add("refused   the cluster: " + problem));
    return List.copyOf(lines);
  }
}
