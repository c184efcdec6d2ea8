package verdict.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.MetadataProvenance;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.server.common.KRaftVersion;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the coordinator of transactions is told of a partition decides whether it waits for it. */
class LeaderlessPartitionsTest {

  private static final int NOBODY = -1;

  @BeforeAll
  static void mend() {
    LeaderlessPartitions.mend();
  }

  @Test
  void a_partition_without_a_leader_is_known_to_have_no_node() {
    assertThat(leader("known")).contains(Node.noNode());
  }

  @Test
  void a_topic_that_is_gone_is_not_known() {
    assertThat(leader("gone")).isEmpty();
  }

  private static java.util.Optional<Node> leader(String topic) {
    KRaftMetadataCache cache = new KRaftMetadataCache(1, () -> KRaftVersion.LATEST_PRODUCTION);
    Uuid id = Uuid.randomUuid();
    MetadataDelta delta = new MetadataDelta.Builder().setImage(MetadataImage.EMPTY).build();
    delta.replay(new TopicRecord().setName("known").setTopicId(id));
    delta.replay(
        new PartitionRecord()
            .setTopicId(id)
            .setPartitionId(0)
            .setReplicas(List.of(1))
            .setDirectories(List.of(Uuid.randomUuid()))
            .setIsr(List.of(1))
            .setLeader(NOBODY));
    cache.setImage(delta.apply(MetadataProvenance.EMPTY));
    return cache.getPartitionLeaderEndpoint(topic, 0, ListenerName.normalised("PLAINTEXT"));
  }
}
