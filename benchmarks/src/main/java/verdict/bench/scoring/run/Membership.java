package verdict.bench.scoring.run;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** Whether an engine's consumers have found together. */
final class Membership {

  private Membership() {}

  /** Whether no rebalance is to come: all members are there, and somebody owns each partition. */
  static boolean isSettled(
      ConsumerGroupDescription group, int members, Set<TopicPartition> partitions) {
    Set<TopicPartition> owned =
        group.members().stream()
            .flatMap(member -> member.assignment().topicPartitions().stream())
            .collect(Collectors.toSet());
    return group.groupState() == GroupState.STABLE
        && group.members().size() == members
        && owned.containsAll(partitions);
  }
}
