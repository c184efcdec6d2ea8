package verdict.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final TopicPartition ONE = new TopicPartition("topic", 0);
  private static final TopicPartition OTHER = new TopicPartition("topic", 1);

  private long now;
  private final Progress progress = new Progress(() -> now);

  @Test
  void a_partition_that_stands_still_with_work_to_do_stalls() {
    seen(10, 15);
    pass(Progress.STALL);
    seen(10, 15);
    assertThat(progress.isStalled()).isFalse();
    pass(Duration.ofSeconds(1));
    seen(10, 15);
    assertThat(progress.isStalled()).isTrue();
  }

  @Test
  void one_that_stands_while_another_goes_on_is_seen_apart() {
    progress.seen(Map.of(ONE, 3L, OTHER, 3L), Map.of(ONE, 9L, OTHER, 9L));
    pass(Progress.STALL.plusSeconds(1));
    progress.seen(Map.of(ONE, 4L, OTHER, 3L), Map.of(ONE, 9L, OTHER, 9L));
    assertThat(progress.isOneStalled()).isTrue();
    assertThat(progress.isStalled()).isFalse();
    progress.beginAnew();
    progress.seen(Map.of(ONE, 4L, OTHER, 3L), Map.of(ONE, 9L, OTHER, 9L));
    assertThat(progress.isOneStalled()).isFalse();
  }

  @Test
  void where_nothing_goes_on_for_long_it_is_starved_before_it_is_stalled() {
    seen(10, 15);
    pass(Duration.ofSeconds(11));
    seen(10, 15);
    assertThat(progress.isStarved()).isTrue();
    assertThat(progress.isStalled()).isFalse();
    seen(11, 15);
    assertThat(progress.isStarved()).isFalse();
  }

  @Test
  void one_without_work_may_stand() {
    seen(10, 10);
    pass(Progress.STALL.multipliedBy(2));
    seen(10, 10);
    pass(Duration.ofSeconds(1));
    seen(10, 11);
    assertThat(progress.isOneStalled()).isFalse();
    assertThat(progress.slowest()).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void time_without_servers_does_not_count_and_time_before_it_does() {
    seen(10, 15);
    pass(Progress.STALL.minusSeconds(1));
    progress.excuse();
    pass(Progress.STALL.multipliedBy(2));
    seen(10, 15);
    assertThat(progress.isStalled()).isFalse();
    progress.demand();
    pass(Duration.ofSeconds(2));
    seen(10, 15);
    assertThat(progress.isStalled()).isTrue();
  }

  @Test
  void the_longest_standstill_is_kept() {
    seen(10, 15);
    pass(Duration.ofSeconds(9));
    seen(11, 15);
    pass(Duration.ofSeconds(2));
    seen(12, 15);
    assertThat(progress.slowest()).isEqualTo(Duration.ofSeconds(9));
  }

  private void seen(long committed, long end) {
    progress.seen(Map.of(ONE, committed), Map.of(ONE, end));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
