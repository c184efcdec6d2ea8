package verdict.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private long now;
  private final Progress progress = new Progress(() -> now);

  @Test
  void a_line_that_stands_still_with_work_to_do_stalls() {
    progress.seen(10, 5);
    pass(Progress.STALL);
    progress.seen(10, 5);
    assertThat(progress.isStalled()).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(progress.isStalled()).isTrue();
  }

  @Test
  void a_line_without_work_may_stand() {
    progress.seen(10, 0);
    pass(Progress.STALL.multipliedBy(2));
    progress.seen(10, 0);
    assertThat(progress.isStalled()).isFalse();
  }

  @Test
  void nothing_is_demanded_while_the_servers_are_away() {
    progress.seen(10, 5);
    progress.excuse();
    pass(Progress.STALL.multipliedBy(2));
    progress.seen(10, 5);
    assertThat(progress.isStalled()).isFalse();
    progress.demand();
    pass(Progress.STALL.plusSeconds(1));
    assertThat(progress.isStalled()).isTrue();
  }

  @Test
  void the_longest_standstill_is_kept() {
    progress.seen(10, 5);
    pass(Duration.ofSeconds(9));
    progress.seen(11, 4);
    pass(Duration.ofSeconds(2));
    progress.seen(12, 3);
    assertThat(progress.slowest()).isEqualTo(Duration.ofSeconds(9));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
