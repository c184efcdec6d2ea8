package verdict.ledger.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pauses grow to a bound and start small again. */
final class BackoffTest {

  @Test
  void pauses_double_up_to_the_bound_and_begin_again_after_a_success() {
    Backoff backoff = new Backoff();
    assertThat(backoff.next()).isEqualTo(Backoff.FIRST);
    assertThat(backoff.next()).isEqualTo(Backoff.FIRST.multipliedBy(2));
    for (int failure = 0; failure < 20; failure++) {
      assertThat(backoff.next()).isLessThanOrEqualTo(Backoff.BOUND);
    }
    assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(5));
    backoff.reset();
    assertThat(backoff.next()).isEqualTo(Backoff.FIRST);
  }
}
