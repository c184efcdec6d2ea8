package verdict.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static verdict.ingest.http.FaceFixture.LIMITS;
import static verdict.ingest.http.FaceFixture.application;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import verdict.ingest.publish.Publication;
import verdict.kit.traces.TraceContext;
import verdict.testkit.Eventually;

@Timeout(60)
class SubmissionSpansTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00-" + TRACE_ID + "-00f067aa0ba902b7-01";
  private static final String QUIET = "00-" + TRACE_ID + "-00f067aa0ba902b7-00";

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final SdkTracerProvider provider = provider(Sampler.alwaysOn());

  /** The trace contexts that went with the records. */
  private final Queue<Optional<String>> published = new ConcurrentLinkedQueue<>();

  private final Queue<Publication> answers = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> spanFailures = new ConcurrentLinkedQueue<>();
  private final FaceFixture face = face(provider.get("test"));

  private SdkTracerProvider provider(Sampler withoutCaller) {
    return SdkTracerProvider.builder()
        .setSampler(Sampler.parentBased(withoutCaller))
        .addSpanProcessor(SimpleSpanProcessor.create(spans))
        .build();
  }

  private FaceFixture face(Tracer tracer) {
    return new FaceFixture(
        LIMITS,
        (application, trace) -> {
          published.add(trace);
          return Mono.just(Objects.requireNonNullElse(answers.poll(), FaceFixture.ACCEPTED));
        },
        Optional.of(tracer),
        spanFailures::add);
  }

  @AfterEach
  void close() {
    face.close();
    provider.close();
  }

  private HttpRequest submission(String body, String traceparent) {
    return face.to(Router.APPLICATIONS)
        .header("Content-Type", "application/json")
        .header("traceparent", traceparent)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  /** An answer may be read before its span has ended. */
  private List<SpanData> finished(int count) {
    return Eventually.eventually(
        PATIENCE, spans::getFinishedSpanItems, items -> items.size() >= count);
  }

  private static Optional<String> contextOf(SpanData span) {
    return Optional.of(
        "00-"
            + span.getTraceId()
            + "-"
            + span.getSpanId()
            + "-"
            + span.getSpanContext().getTraceFlags().asHex());
  }

  @Test
  void a_submission_is_a_span_of_the_callers_trace_and_the_record_goes_on_with_it()
      throws Exception {
    assertThat(face.send(submission(application("a-1"), CALLER)).statusCode()).isEqualTo(202);

    SpanData span = finished(1).getFirst();
    assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(span.getName()).isEqualTo("POST /v1/applications");
    assertThat(span.getTraceId()).isEqualTo(TRACE_ID);
    assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(published).containsExactly(contextOf(span));
  }

  @Test
  void a_span_says_the_route_and_the_status_and_nothing_of_the_application() throws Exception {
    face.send(submission(application("a-1"), CALLER));

    assertThat(finished(1).getFirst().getAttributes().asMap())
        .isEqualTo(attributes(202).build().asMap());
  }

  private static AttributesBuilder attributes(long status) {
    return Attributes.builder()
        .put("http.request.method", "POST")
        .put("http.route", "/v1/applications")
        .put("url.path", "/v1/applications")
        .put("url.scheme", "http")
        .put("http.response.status_code", status);
  }

  @Test
  void the_callers_mistake_is_no_error_of_the_service_and_being_away_is_one() throws Exception {
    face.send(submission("{}", CALLER));
    SpanData refused = finished(1).getFirst();
    assertThat(refused.getAttributes().asMap()).isEqualTo(attributes(422).build().asMap());
    assertThat(refused.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);

    answers.add(new Publication.Closed());
    face.send(submission(application("a-1"), CALLER));
    SpanData failed = finished(2).get(1);
    assertThat(failed.getAttributes().asMap())
        .isEqualTo(attributes(503).put("error.type", "503").build().asMap());
    assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void a_submission_without_a_trace_begins_one() throws Exception {
    face.send(face.submit(application("a-1")));

    SpanData span = finished(1).getFirst();
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(published).containsExactly(contextOf(span));
  }

  @Test
  void what_is_not_recorded_goes_on_with_the_callers_context_as_it_came() throws Exception {
    assertThat(face.send(submission(application("a-1"), QUIET)).statusCode()).isEqualTo(202);

    assertThat(published).containsExactly(Optional.of(QUIET));
    assertThat(spans.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void what_is_not_recorded_goes_on_with_a_context_that_says_so_if_the_caller_brought_none()
      throws Exception {
    try (SdkTracerProvider none = provider(Sampler.alwaysOff());
        FaceFixture quiet = face(none.get("test"))) {
      assertThat(quiet.send(quiet.submit(application("a-1"))).statusCode()).isEqualTo(202);
      assertThat(quiet.send(quiet.batch(application("a-2"))).statusCode()).isEqualTo(200);
    }

    assertThat(published)
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allSatisfy(trace -> assertThat(TraceContext.of(trace.orElse(null))).isEqualTo(trace))
        .noneMatch(
            trace -> Span.fromContext(TraceContext.parent(trace)).getSpanContext().isSampled());
    assertThat(spans.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void each_line_of_a_batch_is_one_span_however_often_it_tries() throws Exception {
    answers.add(new Publication.Full());
    answers.add(new Publication.Full());
    String lines = application("a-1") + "\n" + application("a-2") + "\n{}\n";

    assertThat(face.send(face.batch(lines)).statusCode()).isEqualTo(200);

    assertThat(finished(3)).hasSize(3);
    assertThat(finished(3))
        .extracting(SpanData::getName)
        .containsOnly("POST /v1/applications:batch");
    assertThat(published).hasSize(4);
    assertThat(published.stream().distinct()).hasSize(2);
  }

  static List<Named<Tracer>> broken_tracers() {
    return List.of(
        Named.of(
            "throws",
            name -> {
              throw new IllegalStateException("the tracer's bug");
            }),
        Named.of(
            "does not link",
            name -> {
              throw new NoClassDefFoundError("io/opentelemetry/Gone");
            }),
        Named.of(
            "cannot end a span",
            SdkTracerProvider.builder().addSpanProcessor(new EndsNoSpan()).build().get("test")));
  }

  @ParameterizedTest
  @MethodSource("broken_tracers")
  void a_tracer_that_fails_changes_no_answer_and_is_reported(Tracer broken) throws Exception {
    try (FaceFixture traced = face(broken)) {
      assertThat(traced.send(traced.submit(application("a-1"))).statusCode()).isEqualTo(202);
    }

    assertThat(published).hasSize(1);
    Eventually.until(PATIENCE, () -> spanFailures.size() == 1);
  }

  private static final class EndsNoSpan implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      throw new IllegalStateException("the processor's bug");
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
