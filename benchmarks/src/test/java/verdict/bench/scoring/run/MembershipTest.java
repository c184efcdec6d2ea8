package verdict.bench.scoring.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberAssignment;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class MembershipTest {

  private static final TopicPartition FIRST = new TopicPartition("inputs", 0);
  private static final TopicPartition SECOND = new TopicPartition("inputs", 1);
  private static final Set<TopicPartition> BOTH = Set.of(FIRST, SECOND);

  @Test
  void a_group_is_settled_when_all_its_members_are_there_and_own_all_partitions() {
    assertThat(
            Membership.isSettled(
                group(GroupState.STABLE, List.of(Set.of(FIRST), Set.of(SECOND))), 2, BOTH))
        .isTrue();
  }

  @Test
  void a_member_that_is_still_to_come_will_cause_a_rebalance() {
    assertThat(Membership.isSettled(group(GroupState.STABLE, List.of(BOTH)), 2, BOTH)).isFalse();
  }

  @Test
  void a_group_that_rebalances_is_not_settled() {
    assertThat(
            Membership.isSettled(
                group(GroupState.PREPARING_REBALANCE, List.of(Set.of(FIRST), Set.of(SECOND))),
                2,
                BOTH))
        .isFalse();
  }

  @Test
  void a_partition_that_nobody_owns_is_still_to_be_given_out() {
    assertThat(
            Membership.isSettled(
                group(GroupState.STABLE, List.of(Set.of(FIRST), Set.of())), 2, BOTH))
        .isFalse();
  }

  private static ConsumerGroupDescription group(GroupState state, List<Set<TopicPartition>> owned) {
    List<MemberDescription> members = owned.stream().map(MembershipTest::member).toList();
    return new ConsumerGroupDescription(
        "group",
        false,
        members,
        "range",
        GroupType.CLASSIC,
        state,
        Node.noNode(),
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static MemberDescription member(Set<TopicPartition> owned) {
    return new MemberDescription(
        "member",
        Optional.empty(),
        Optional.empty(),
        "client",
        "host",
        new MemberAssignment(owned),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
