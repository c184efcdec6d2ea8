package verdict.bench.scoring.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;

class SizingTest {

  @Test
  void records_are_rate_times_length() {
    assertThat(Sizing.records(1_000, Duration.ofMillis(1_500))).isEqualTo(1_500);
  }

  @Test
  void heavy_work_needs_fewer_records_and_stragglers_fewer_still() {
    Duration second = Duration.ofSeconds(1);
    long light = Sizing.guess(new Cell(Shape.UNIFORM, Work.NONE), 2, second);
    long heavy = Sizing.guess(new Cell(Shape.UNIFORM, Work.MICROS_100), 2, second);
    long straggling = Sizing.guess(new Cell(Shape.STRAGGLER, Work.MICROS_100), 2, second);

    assertThat(light).isGreaterThan(100_000);
    assertThat(heavy).isBetween(15_000L, 20_000L);
    assertThat(straggling).isBetween(5_000L, 8_000L);
  }

  @Test
  void a_tenth_more_or_less_is_not_worth_another_preload() {
    assertThat(Sizing.fits(110, 100)).isTrue();
    assertThat(Sizing.fits(90, 100)).isTrue();
    assertThat(Sizing.fits(130, 100)).isFalse();
    assertThat(Sizing.fits(70, 100)).isFalse();
  }
}
