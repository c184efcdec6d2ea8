package verdict.scoring.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import verdict.decision.Decision;
import verdict.testkit.SampleRecords;

class SamplingTest {

  private static final int MANY = 20_000;

  @Test
  void what_the_champion_did_not_approve_is_always_asked_about() {
    assertThat(asked(new Sampling(0), Decision.DECLINE)).isEqualTo(MANY);
    assertThat(asked(new Sampling(0), Decision.REFER)).isEqualTo(MANY);
  }

  @Test
  void of_the_approved_a_share_is() {
    assertThat(asked(new Sampling(0), Decision.APPROVE)).isZero();
    assertThat(asked(new Sampling(0.1), Decision.APPROVE))
        .isCloseTo(MANY / 10, Percentage.withPercentage(5));
    assertThat(asked(new Sampling(1), Decision.APPROVE)).isEqualTo(MANY);
  }

  private static int asked(Sampling sampling, Decision decision) {
    return (int)
        IntStream.range(0, MANY)
            .filter(number -> sampling.asks(decision, SampleRecords.application(number)))
            .count();
  }
}
