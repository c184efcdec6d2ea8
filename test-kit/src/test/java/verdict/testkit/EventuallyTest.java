package verdict.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {
  @Test
  void returns_the_first_value_that_is_accepted() {
    AtomicInteger probes = new AtomicInteger();

    int value = Eventually.eventually(Duration.ofSeconds(10), probes::incrementAndGet, n -> n == 3);

    assertThat(value).isEqualTo(3);
    assertThat(probes).hasValue(3);
  }

  @Test
  void names_the_last_value_past_the_limit() {
    assertThatThrownBy(() -> Eventually.eventually(Duration.ZERO, () -> "red", "green"::equals))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("red");
  }

  @Test
  void gives_up_when_interrupted_and_leaves_the_interrupt_to_the_caller() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Eventually.until(Duration.ofMinutes(1), () -> false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }
}
