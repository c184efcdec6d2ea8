package verdict.bench.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void the_median_sample_says_how_many_turns_a_microsecond_has() {
    long[] nanos = {4_000, 2_000, 9_000_000, 1_000, 2_500};

    assertThat(Calibration.perMicro(1_000, nanos)).isEqualTo(400);
  }

  @Test
  void the_samples_stay_as_they_are() {
    long[] nanos = {3, 1, 2};
    Calibration.perMicro(1, nanos);

    assertThat(nanos).containsExactly(3, 1, 2);
  }
}
