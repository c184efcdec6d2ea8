package verdict.bench.scoring.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OutputsTest {

  private static final TopicPartition SCORES = new TopicPartition("scores", 0);
  private static final TopicPartition LETTERS = new TopicPartition("letters", 0);

  private final Outputs outputs = new Outputs();

  @Test
  void markers_and_aborted_records_before_an_end_do_not_count() {
    // 2 is a marker; 3 to 7 were aborted.
    for (long offset : new long[] {0, 1, 8, 9}) {
      outputs.add(SCORES, offset);
    }

    assertThat(before(SCORES, 2)).isEqualTo(2);
    assertThat(before(SCORES, 8)).isEqualTo(2);
    assertThat(before(SCORES, 9)).isEqualTo(3);
    assertThat(before(SCORES, 11)).isEqualTo(4);
    assertThat(outputs.count()).isEqualTo(4);
  }

  @Test
  void scores_and_letters_count_alike() {
    outputs.add(SCORES, 0);
    outputs.add(LETTERS, 0);

    assertThat(outputs.countBefore(new Offsets(Map.of(SCORES, 1L, LETTERS, 1L)))).isEqualTo(2);
  }

  @Test
  void a_partition_without_outputs_has_none() {
    assertThat(before(LETTERS, 5)).isZero();
  }

  private long before(TopicPartition partition, long end) {
    return outputs.countBefore(new Offsets(Map.of(partition, end)));
  }
}
