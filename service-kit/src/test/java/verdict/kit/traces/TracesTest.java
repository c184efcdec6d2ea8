package verdict.kit.traces;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import verdict.testkit.Eventually;

@Timeout(60)
final class TracesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CALLER = "00-%032x-00f067aa0ba902b7-%s";

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicLong now = new AtomicLong();
  private final Collector collector = new Collector();

  /** A collector that answers as the test says. */
  private static final class Collector implements SpanExporter {
    final List<String> received = new CopyOnWriteArrayList<>();
    volatile Supplier<CompletableResultCode> answer = CompletableResultCode::ofSuccess;

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      spans.forEach(span -> received.add(span.getTraceId()));
      return answer.get();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private Traces start(double sample) {
    return Traces.start(collector, sample, registry, now::get);
  }

  private double count(String result) {
    return registry.get("verdict.traces.spans").tag("result", result).counter().count();
  }

  private static Span span(Traces traces, Optional<String> caller) {
    return tracer(traces).spanBuilder("test").setParent(TraceContext.parent(caller)).startSpan();
  }

  private static Tracer tracer(Traces traces) {
    return traces.tracer().orElseThrow();
  }

  @Test
  void without_an_endpoint_there_is_nothing_that_makes_spans() {
    try (Traces traces = Traces.start(new TracesConfig(Optional.empty(), 1), "scoring", registry)) {
      assertThat(traces.tracer()).isEmpty();
      assertThat(registry.getMeters()).isEmpty();
    }
  }

  @Test
  void closing_hands_over_what_still_waits() {
    try (Traces traces = start(1)) {
      span(traces, Optional.empty()).end();
    }
    assertThat(collector.received).hasSize(1);
    assertThat(count("exported")).isEqualTo(1);
  }

  @Test
  void the_share_goes_by_the_trace_so_that_every_service_records_the_same_ones() {
    try (Traces one = start(0.3);
        Traces other = start(0.3)) {
      List<String> callers =
          IntStream.range(0, 1_000)
              .mapToObj(i -> CALLER.formatted((0x9E3779B97F4A7C15L * (i + 1)) >>> 1, "01"))
              .toList();

      List<Boolean> recorded = callers.stream().map(caller -> isRecorded(one, caller)).toList();

      assertThat(callers.stream().map(caller -> isRecorded(other, caller)).toList())
          .isEqualTo(recorded);
      assertThat(recorded.stream().filter(yes -> yes).count()).isBetween(200L, 400L);
    }
  }

  private static boolean isRecorded(Traces traces, String caller) {
    return span(traces, Optional.of(caller)).getSpanContext().isSampled();
  }

  @Test
  void a_caller_who_does_not_record_is_obeyed_and_one_who_does_cannot_force_it() {
    try (Traces all = start(1);
        Traces none = start(0)) {
      assertThat(isRecorded(all, CALLER.formatted(7, "00"))).isFalse();
      assertThat(isRecorded(all, CALLER.formatted(7, "01"))).isTrue();
      assertThat(isRecorded(none, CALLER.formatted(7, "01"))).isFalse();
      assertThat(span(none, Optional.empty()).getSpanContext().isSampled()).isFalse();
    }
  }

  @Test
  void a_collector_that_hangs_costs_spans_past_a_bound_which_are_counted_and_nobody_waits() {
    int spans = 3 * Backlog.BOUND;
    collector.answer = CompletableResultCode::new; // never answered
    Traces traces = start(1);
    for (int i = 0; i < spans; i++) {
      span(traces, Optional.empty()).end();
    }
    // One batch at most has left meanwhile: the next one waits for its answer.
    assertThat(count("dropped"))
        .isBetween(spans - 1.5 * Backlog.BOUND, (double) spans - Backlog.BOUND);

    long began = System.nanoTime();
    traces.close();
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isLessThan(Traces.CLOSE_LIMIT.plusSeconds(5));
  }

  @Test
  void a_collector_that_refuses_costs_spans_and_is_heard_again_when_it_is_back() {
    collector.answer = CompletableResultCode::ofFailure;
    try (Traces traces = start(1)) {
      span(traces, Optional.empty()).end();
      Eventually.until(PATIENCE, () -> count("undelivered") == 1);

      collector.answer = CompletableResultCode::ofSuccess;
      span(traces, Optional.empty()).end();
      Eventually.until(PATIENCE, () -> count("exported") == 1);
      assertThat(count("dropped")).isZero();
    }
  }

  @Test
  void a_collector_that_comes_and_goes_is_told_of_once_in_a_while() {
    Logger logger = (Logger) LoggerFactory.getLogger(Delivery.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    logger.setLevel(ch.qos.logback.classic.Level.INFO);
    logger.addAppender(log);
    log.start();
    try {
      Delivery delivery = new Delivery(collector, taken -> {}, registry, now::get);
      for (int round = 0; round < 3; round++) {
        for (int failure = 0; failure < 3; failure++) {
          deliver(delivery, CompletableResultCode.ofFailure());
        }
        deliver(delivery, CompletableResultCode.ofSuccess());
      }
      assertThat(log.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .containsExactly(
              "traces do not reach the collector; verdicts go on",
              "traces reach the collector again");

      now.addAndGet(Delivery.SILENCE.toNanos());
      deliver(delivery, CompletableResultCode.ofFailure());
      assertThat(log.list).hasSize(3);
    } finally {
      logger.detachAppender(log);
      logger.setLevel(null);
    }
  }

  private void deliver(Delivery delivery, CompletableResultCode answer) {
    collector.answer = () -> answer;
    delivery.export(List.of());
  }
}
