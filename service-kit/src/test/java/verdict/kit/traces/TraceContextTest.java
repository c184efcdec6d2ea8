package verdict.kit.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceContextTest {

  private static final String WELL = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void a_well_formed_traceparent_is_passed_on() {
    assertThat(TraceContext.of(WELL)).contains(WELL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      })
  void any_other_traceparent_is_dropped(String header) {
    assertThat(TraceContext.of(header)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "01", "03"})
  void a_span_continues_what_the_header_says(String flags) {
    String header = WELL.substring(0, WELL.length() - 2) + flags;

    Span span = Span.fromContext(TraceContext.parent(Optional.of(header)));

    SpanContext parent = span.getSpanContext();
    assertThat(parent.isRemote()).isTrue();
    assertThat(parent.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(parent.getSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(parent.isSampled()).isEqualTo(!flags.equals("00"));
    assertThat(TraceContext.of(span)).isEqualTo(header);
  }

  @Test
  void without_a_header_a_trace_begins() {
    assertThat(Span.fromContext(TraceContext.parent(Optional.empty())).getSpanContext().isValid())
        .isFalse();
  }
}
