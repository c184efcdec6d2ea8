package verdict.bench.scoring.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ArrivalsTest {

  @Test
  void records_are_meant_to_be_sent_at_even_distances() {
    Arrivals arrivals = new Arrivals(1_000);

    assertThat(arrivals.intended(0)).isZero();
    assertThat(arrivals.intended(1)).isEqualTo(1_000_000);
    assertThat(arrivals.intended(2_500)).isEqualTo(2_500_000_000L);
  }

  @Test
  void exactly_those_are_due_that_are_meant_to_be_sent_by_then() {
    for (double perSecond : new double[] {0.3, 7, 333.3, 41_234.567}) {
      Arrivals arrivals = new Arrivals(perSecond);
      for (long index = 0; index < 2_000; index++) {
        long intended = arrivals.intended(index);
        assertThat(arrivals.dueBy(intended))
            .as("at %d of %f", index, perSecond)
            .isEqualTo(index + 1);
        assertThat(arrivals.dueBy(intended - 1)).as("before %d", index).isEqualTo(index);
      }
    }
  }

  @Test
  void nothing_is_due_before_the_start() {
    assertThat(new Arrivals(1e6).dueBy(-1)).isZero();
  }

  @Test
  void a_load_without_a_rate_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Arrivals(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Arrivals(Double.NaN));
  }
}
