package verdict.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class OutageTest {

  @Test
  void each_failure_in_a_row_waits_longer_up_to_a_bound() {
    Outage outage = new Outage();
    Duration last = Duration.ZERO;
    for (int failure = 0; failure < 100; failure++) {
      Duration wait = outage.next();
      assertThat(wait).isGreaterThanOrEqualTo(last).isLessThanOrEqualTo(Duration.ofSeconds(5));
      last = wait;
    }
    assertThat(last).isEqualTo(Duration.ofSeconds(5));
    assertThat(outage.isOngoing()).isTrue();
  }

  @Test
  void when_it_is_over_the_next_one_starts_small() {
    Outage outage = new Outage();
    Duration first = outage.next();
    outage.next();
    outage.over();

    assertThat(outage.isOngoing()).isFalse();
    assertThat(outage.next()).isEqualTo(first);
  }

  @Test
  void the_third_fence_within_a_minute_is_one_too_many() {
    Fences fences = new Fences();

    assertThat(fences.tooOften(fenced(), 0)).isFalse();
    assertThat(fences.tooOften(fenced(), seconds(20))).isFalse();
    assertThat(fences.tooOften(fenced(), seconds(40))).isTrue();
  }

  @Test
  void an_epoch_that_the_coordinator_raised_is_a_fence_too_however_deep_it_lies() {
    Fences fences = new Fences();
    Throwable raised = new KafkaException(new InvalidProducerEpochException("raised"));

    assertThat(fences.tooOften(raised, 0)).isFalse();
    assertThat(fences.tooOften(raised, 1)).isFalse();
    assertThat(fences.tooOften(fenced(), 2)).isTrue();
  }

  @Test
  void fences_that_lie_further_apart_are_expired_transactions() {
    Fences fences = new Fences();
    for (int fence = 0; fence < 20; fence++) {
      assertThat(fences.tooOften(fenced(), seconds(31 * fence))).isFalse();
    }
  }

  @Test
  void other_failures_are_no_fences() {
    Fences fences = new Fences();
    for (int failure = 0; failure < 20; failure++) {
      assertThat(fences.tooOften(new TimeoutException("x"), seconds(failure))).isFalse();
    }
  }

  private static Throwable fenced() {
    return new SessionLostException("lost", new ProducerFencedException("twin"));
  }

  private static long seconds(int seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
