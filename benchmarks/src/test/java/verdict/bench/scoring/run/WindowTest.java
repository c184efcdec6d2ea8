package verdict.bench.scoring.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {

  private static final long MILLI = 1_000_000;

  @Test
  void joining_the_warm_up_and_the_last_commit_do_not_count() {
    List<Sample> samples =
        List.of(
            sample(5_000, 100, 900),
            sample(5_200, 300, 1_000),
            sample(5_300, 400, 1_100),
            sample(6_300, 1_400, 2_100),
            sample(6_400, 1_410, 2_110));

    Window window = Window.of(samples, true, 300 * MILLI).orElseThrow();

    assertThat(window.records()).isEqualTo(1_000);
    assertThat(window.recordsPerSecond()).isEqualTo(1_000);
    assertThat(window.cpuMicrosPerRecord()).isEqualTo(1_000);
  }

  @Test
  void the_last_commit_of_a_run_that_was_stopped_counts() {
    List<Sample> samples = List.of(sample(0, 10, 0), sample(500, 510, 1), sample(1_000, 1_510, 2));

    assertThat(Window.of(samples, false, 400 * MILLI).orElseThrow().recordsPerSecond())
        .isEqualTo(2_000);
  }

  @Test
  void a_run_without_two_commits_that_count_says_nothing() {
    assertThat(Window.of(List.of(), true, 0)).isEmpty();
    assertThat(Window.of(List.of(sample(0, 10, 0)), false, 0)).isEmpty();
    assertThat(Window.of(List.of(sample(0, 10, 0), sample(9, 20, 0)), true, 0)).isEmpty();
    assertThat(Window.of(List.of(sample(0, 10, 0), sample(9, 20, 0)), false, 300 * MILLI))
        .isEmpty();
  }

  private static Sample sample(long millis, long committed, long cpuMillis) {
    return new Sample(millis * MILLI, committed, cpuMillis * MILLI);
  }
}
