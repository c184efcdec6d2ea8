package verdict.bench.scoring.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {

  @Test
  void others_are_whoever_is_busy_but_these_processes() {
    ProcessorTime before =
        ProcessorTime.of("cpu  100 0 50 800 50 0 0 0 0 0", Duration.ofSeconds(1));
    ProcessorTime after =
        ProcessorTime.of("cpu  200 10 90 820 60 10 5 5 7 7", Duration.ofSeconds(2));

    // 200 ticks of 10 ms went by; 170 were busy, 100 of them ours.
    assertThat(after.othersSince(before)).isCloseTo(0.35, within(1e-9));
  }

  @Test
  void nothing_went_by_and_nobody_used_it() {
    ProcessorTime now = ProcessorTime.of("cpu  100 0 50 800 50 0 0 0 0 0", Duration.ofSeconds(1));

    assertThat(now.othersSince(now)).isZero();
  }
}
