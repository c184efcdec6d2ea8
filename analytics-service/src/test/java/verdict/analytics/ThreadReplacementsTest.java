package verdict.analytics;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThreadReplacementsTest {

  private final AtomicLong nanos = new AtomicLong();
  private final ThreadReplacements replacements = new ThreadReplacements(nanos::get);

  @Test
  void past_the_bound_the_client_shuts_down() {
    for (int died = 0; died < ThreadReplacements.BOUND; died++) {
      assertThat(replacements.handle(new IllegalStateException("bug"))).isEqualTo(REPLACE_THREAD);
    }
    assertThat(replacements.handle(new IllegalStateException("bug"))).isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void deaths_that_lie_far_apart_are_replaced_for_ever() {
    for (int died = 0; died < 3 * ThreadReplacements.BOUND; died++) {
      assertThat(replacements.handle(new IllegalStateException("bug"))).isEqualTo(REPLACE_THREAD);
      nanos.addAndGet(ThreadReplacements.WITHIN.dividedBy(2).toNanos());
    }
  }

  @Test
  void a_thread_that_ran_out_of_memory_is_not_replaced() {
    assertThat(replacements.handle(new OutOfMemoryError("test"))).isEqualTo(SHUTDOWN_CLIENT);
  }
}
