package verdict.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/** Who is behind. */
final class CatchUpTest {

  private static final TopicIdPartition ONE =
      new TopicIdPartition(new Uuid(1, 1), new TopicPartition("t", 0));
  private static final TopicIdPartition MADE_AGAIN =
      new TopicIdPartition(new Uuid(2, 2), new TopicPartition("t", 0));

  @Test
  void a_position_at_or_past_the_target_is_not_behind() {
    assertThat(CatchUp.behind(Map.of(ONE, 5L), Map.of(ONE, 5L))).isEmpty();
    assertThat(CatchUp.behind(Map.of(ONE, 6L), Map.of(ONE, 5L))).isEmpty();
  }

  @Test
  void a_position_before_the_target_is_behind() {
    assertThat(CatchUp.behind(Map.of(ONE, 4L), Map.of(ONE, 5L))).containsEntry(ONE, 4L);
  }

  @Test
  void the_position_of_a_topic_of_the_same_name_does_not_count() {
    assertThat(CatchUp.behind(Map.of(ONE, 5L), Map.of(MADE_AGAIN, 0L)))
        .containsEntry(MADE_AGAIN, -1L);
  }
}
