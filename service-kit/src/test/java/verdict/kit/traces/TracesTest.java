package verdict.kit.traces;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import verdict.testkit.Eventually;

@Timeout(60)
final class TracesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CALLER = "00-%032x-00f067aa0ba902b7-%s";
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final SpanData SPAN =
      TestSpanData.builder()
          .setName("test")
          .setKind(SpanKind.SERVER)
          .setStatus(StatusData.ok())
          .setStartEpochNanos(1)
          .setEndEpochNanos(2)
          .setHasEnded(true)
          .build();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger made = new AtomicInteger();
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
    return Traces.start(() -> collector, sample, registry, now::get);
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
    try (Listener log = new Listener(Delivery.class)) {
      Delivery delivery = delivery();
      for (int round = 0; round < 3; round++) {
        for (int failure = 0; failure < 3; failure++) {
          deliver(delivery, CompletableResultCode.ofFailure());
        }
        deliver(delivery, CompletableResultCode.ofSuccess());
      }
      assertThat(log.lines())
          .extracting(ILoggingEvent::getFormattedMessage)
          .containsExactly(
              "traces do not reach the collector; verdicts go on",
              "traces reach the collector again");

      now.addAndGet(Delivery.SILENCE.toNanos());
      deliver(delivery, CompletableResultCode.ofFailure());
      assertThat(log.lines()).hasSize(3);
    }
  }

  private Delivery delivery() {
    return new Delivery(
        () -> {
          made.incrementAndGet();
          return collector;
        },
        Duration.ofMillis(1),
        taken -> {},
        registry,
        now::get);
  }

  private void deliver(Delivery delivery, CompletableResultCode answer) {
    collector.answer = () -> answer;
    delivery.export(List.of(SPAN));
  }

  @Test
  void a_request_past_its_limit_costs_its_spans_and_no_other_begins_until_it_has_ended() {
    Delivery delivery = delivery();
    CompletableResultCode hanging = new CompletableResultCode();
    deliver(delivery, hanging);
    assertThat(count("undelivered")).isEqualTo(1);
    assertThat(made).as("exporters: the first, and the one that takes its place").hasValue(2);

    deliver(delivery, CompletableResultCode.ofSuccess());
    assertThat(count("undelivered")).isEqualTo(2);
    assertThat(collector.received).as("requests").hasSize(1);

    hanging.succeed();
    deliver(delivery, CompletableResultCode.ofSuccess());
    assertThat(count("exported")).isEqualTo(1);
    assertThat(count("undelivered")).isEqualTo(2);
  }

  @Test
  void an_exporter_that_throws_costs_spans_which_are_counted() {
    Delivery delivery = delivery();
    collector.answer =
        () -> {
          throw new IllegalStateException("the exporter's bug");
        };
    delivery.export(List.of(SPAN, SPAN));
    assertThat(count("undelivered")).isEqualTo(2);

    deliver(delivery, CompletableResultCode.ofSuccess());
    assertThat(count("exported")).isEqualTo(1);
  }

  @Test
  void a_collector_that_refuses_is_told_of_once_with_the_status() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0); // knows no path
    server.start();
    try (Listener log = new Listener(Delivery.class);
        Traces traces = startTowards(server.getAddress().getPort())) {
      span(traces, Optional.empty()).end();
      Eventually.until(PATIENCE, () -> log.lines().size() == 1);
      assertThat(log.lines().getFirst().getKeyValuePairs())
          .containsExactly(new KeyValuePair("status", 404));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_collector_that_stalls_within_its_answer_is_hung_up_on_and_the_next_request_gets_through()
      throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        Traces traces = startTowards(server.getLocalPort())) {
      span(traces, Optional.empty()).end();
      try (Socket stalled = server.accept()) {
        write(stalled, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");
        awaitEnd(stalled);
      }
      Eventually.until(PATIENCE, () -> count("undelivered") == 1);

      span(traces, Optional.empty()).end();
      try (Socket answered = server.accept()) {
        write(answered, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        Eventually.until(PATIENCE, () -> count("exported") == 1);
      }
    }
  }

  private Traces startTowards(int port) {
    URI endpoint = URI.create("http://" + LOOPBACK.getHostAddress() + ":" + port + "/v1/traces");
    return Traces.start(new TracesConfig(Optional.of(endpoint), 1), "test", registry);
  }

  private static void write(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(US_ASCII));
    connection.getOutputStream().flush();
  }

  private static void awaitEnd(Socket connection) throws IOException {
    connection.setSoTimeout((int) PATIENCE.toMillis());
    try {
      connection.getInputStream().readAllBytes();
    } catch (SocketException reset) {
      // ended, too
    }
  }

  @Test
  void failures_of_the_code_that_makes_spans_are_counted_and_told_once() {
    try (Listener log = new Listener(Traces.class);
        Traces traces = start(1)) {
      traces.failed(new IllegalStateException("one"));
      traces.failed(new IllegalStateException("two"));
      assertThat(count("failed")).isEqualTo(2);
      assertThat(log.lines()).hasSize(1);
    }
  }

  /** What a class logs. */
  private static final class Listener implements AutoCloseable {
    private final Logger logger;
    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent line) {
            lines.add(line);
          }
        };

    Listener(Class<?> of) {
      logger = (Logger) LoggerFactory.getLogger(of);
      logger.setLevel(ch.qos.logback.classic.Level.INFO);
      logger.addAppender(appender);
      appender.start();
    }

    List<ILoggingEvent> lines() {
      return lines;
    }

    @Override
    public void close() {
      logger.detachAppender(appender);
      logger.setLevel(null);
    }
  }
}
