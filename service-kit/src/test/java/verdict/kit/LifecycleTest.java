package verdict.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LifecycleTest {
  private final List<String> stopped = new ArrayList<>();

  private AutoCloseable part(String name) {
    return () -> stopped.add(name);
  }

  private AutoCloseable failing(String name, Throwable failure) {
    return () -> {
      stopped.add(name);
      LifecycleTest.<RuntimeException>sneak(failure);
    };
  }

  @SuppressWarnings({
    "unchecked",
    "TypeParameterUnusedInFormals"
  }) // throws what close() may throw, Errors included
  private static <E extends Throwable> void sneak(Throwable failure) throws E {
    throw (E) failure;
  }

  @Test
  void parts_stop_in_the_reverse_of_their_start_and_only_once() {
    Lifecycle lifecycle = new Lifecycle();
    lifecycle.onClose("broker", part("broker"));
    lifecycle.onClose("engine", part("engine"));
    lifecycle.onClose("admin", part("admin"));
    lifecycle.close();
    lifecycle.close();
    assertThat(stopped).containsExactly("admin", "engine", "broker");
  }

  @Test
  void every_part_stops_even_if_others_fail_with_errors() {
    Lifecycle lifecycle = new Lifecycle();
    Error first = new LinkageError("first");
    Exception second = new Exception("second");
    lifecycle.onClose("broker", part("broker"));
    lifecycle.onClose("engine", failing("engine", second));
    lifecycle.onClose("admin", failing("admin", first));

    Throwable failure = catchThrowable(lifecycle::close);

    assertThat(stopped).containsExactly("admin", "engine", "broker");
    assertThat(failure)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("could not stop admin, engine");
    assertThat(failure.getCause()).isSameAs(first);
    assertThat(failure.getSuppressed()).containsExactly(second);
  }

  @Test
  void an_interrupt_during_a_stop_is_not_swallowed() {
    Lifecycle lifecycle = new Lifecycle();
    lifecycle.onClose("broker", part("broker"));
    lifecycle.onClose("engine", failing("engine", new InterruptedException()));
    assertThatThrownBy(lifecycle::close).isInstanceOf(IllegalStateException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(stopped).containsExactly("engine", "broker");
  }

  @Test
  void what_is_added_after_the_stop_is_stopped_at_once() {
    Lifecycle lifecycle = new Lifecycle();
    lifecycle.close();
    assertThatThrownBy(() -> lifecycle.add("late", part("late")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(stopped).containsExactly("late");
  }

  @Test
  void a_start_that_fails_half_way_stops_what_it_had_started() {
    UnreachableException outage = new UnreachableException("no database");
    assertThatThrownBy(
            () ->
                Lifecycle.starting(
                    lifecycle -> {
                      lifecycle.onClose("broker", part("broker"));
                      throw outage;
                    }))
        .isSameAs(outage);
    assertThat(stopped).containsExactly("broker");
  }
}
