package verdict.ingest.http;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import verdict.kit.traces.TraceContext;

/**
 * A SERVER span for each application that is submitted, alone or as a line of a batch: from its
 * request, or the line's arrival, until its answer is known. It goes on with the caller's {@code
 * traceparent}, and the record with the span's. If the trace is not recorded, the caller's is
 * passed on as it is; a caller without one gets one that says so, else scoring would draw again.
 *
 * <p>No answer changes because its span fails: that is reported. Thread-safe.
 */
final class SubmissionSpans {

  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
  private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  private static final int SERVER_ERRORS = 500;

  private final Optional<Tracer> tracer;
  private final Consumer<Throwable> failures;

  /**
   * @param tracer empty if nothing is traced
   * @param failures told why a span could not be made
   */
  SubmissionSpans(Optional<Tracer> tracer, Consumer<Throwable> failures) {
    this.tracer = tracer;
    this.failures = failures;
  }

  /**
   * @param route the path, which is the same for every application
   * @param caller the caller's trace context, well-formed
   * @param submission is handed the trace context that goes with the record
   */
  Mono<Answer> around(
      String route, Optional<String> caller, Function<Optional<String>, Mono<Answer>> submission) {
    return tracer.isEmpty()
        ? submission.apply(caller)
        : Mono.defer(() -> traced(begin(tracer.get(), route, caller), caller, submission));
  }

  private Mono<Answer> traced(
      Span span, Optional<String> caller, Function<Optional<String>, Mono<Answer>> submission) {
    if (!span.getSpanContext().isValid()) {
      return submission.apply(caller);
    }
    if (!span.getSpanContext().isSampled()) {
      return submission.apply(caller.or(() -> Optional.of(TraceContext.of(span))));
    }
    return submission
        .apply(Optional.of(TraceContext.of(span)))
        .doOnNext(answer -> contained(() -> answered(span, answer)))
        .doOnError(bug -> contained(() -> failed(span, bug.getClass().getName())))
        .doFinally(end -> contained(span::end));
  }

  /** One that is not valid if it cannot be made. */
  private Span begin(Tracer tracer, String route, Optional<String> caller) {
    try {
      return tracer
          .spanBuilder("POST " + route)
          .setSpanKind(SpanKind.SERVER)
          .setParent(TraceContext.parent(caller))
          .setAttribute(METHOD, "POST")
          .setAttribute(ROUTE, route)
          .setAttribute(PATH, route)
          .setAttribute(SCHEME, "http")
          .startSpan();
    } catch (RuntimeException | LinkageError e) {
      failures.accept(e);
      return Span.getInvalid();
    }
  }

  private void contained(Runnable spanWork) {
    try {
      spanWork.run();
    } catch (RuntimeException | LinkageError e) {
      failures.accept(e);
    }
  }

  private static void answered(Span span, Answer answer) {
    span.setAttribute(STATUS, (long) answer.status());
    if (answer.status() >= SERVER_ERRORS) {
      failed(span, Integer.toString(answer.status()));
    }
  }

  private static void failed(Span span, String type) {
    span.setAttribute(ERROR_TYPE, type).setStatus(StatusCode.ERROR);
  }
}
