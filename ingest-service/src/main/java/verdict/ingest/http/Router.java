package verdict.ingest.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import verdict.ingest.bound.Bound;
import verdict.kit.traces.TraceContext;
import verdict.wire.Topic;

/** Which request goes where. Thread-safe. */
final class Router {

  static final String APPLICATIONS = "/v1/applications";
  static final String BATCH = "/v1/applications:batch";
  static final String DESCRIPTION = "/openapi.yaml";

  private final Bound openRequests;
  private final Bound openBytes;
  private final BodyReader bodies;
  private final Intake intake;
  private final SubmissionSpans spans;
  private final BatchHandler batches;
  private final LookupHandler lookups;
  private final AnswerWriter writer;
  private final byte[] description;

  Router(
      HttpLimits limits,
      Intake intake,
      LookupHandler lookups,
      SubmissionSpans spans,
      MeterRegistry registry,
      byte[] description) {
    this.openRequests = new Bound(limits.openRequests());
    this.openBytes = new Bound(limits.openBytes());
    RequestMetrics metrics = new RequestMetrics(registry, openRequests, openBytes);
    this.writer = new AnswerWriter(metrics);
    this.bodies = new BodyReader(limits.body());
    this.intake = intake;
    this.spans = spans;
    this.batches = new BatchHandler(intake, spans, openBytes, limits, metrics, writer);
    this.lookups = lookups;
    this.description = description;
  }

  /** Answers one request; the publisher does not fail because of what the request holds. */
  Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    if (!openRequests.tryTake(1)) {
      return writer.write(response.keepAlive(false), RequestMetrics.OTHER, Answer.busy());
    }
    return Mono.defer(() -> Mono.from(route(request, response)))
        .doFinally(end -> openRequests.giveBack(1));
  }

  private Publisher<Void> route(HttpServerRequest request, HttpServerResponse response) {
    String path = path(request.uri());
    if (path.equals(APPLICATIONS)) {
      return request.method().equals(HttpMethod.POST)
          ? submit(request, response)
          : refuse(request, response, Answer.wrongMethod("POST"));
    }
    if (path.equals(BATCH)) {
      return request.method().equals(HttpMethod.POST)
          ? batch(request, response)
          : refuse(request, response, Answer.wrongMethod("POST"));
    }
    boolean lookup = path.startsWith(APPLICATIONS + "/");
    if (!lookup && !path.equals(DESCRIPTION)) {
      return refuse(
          request, response, Answer.problem(404, "Not found", "See GET " + DESCRIPTION + "."));
    }
    if (!request.method().equals(HttpMethod.GET)) {
      return refuse(request, response, Answer.wrongMethod("GET"));
    }
    return lookup
        ? writer.answer(
            response,
            RequestMetrics.LOOKUP,
            lookups.look(path.substring(APPLICATIONS.length() + 1)))
        : response
            .header(HttpHeaderNames.CONTENT_TYPE, "application/yaml")
            .header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(description.length))
            .send(Mono.just(Unpooled.wrappedBuffer(description)));
  }

  private Publisher<Void> submit(HttpServerRequest request, HttpServerResponse response) {
    if (!ContentType.JSON.announcedBy(request.requestHeaders())) {
      return refuse(request, response, ContentType.JSON.refusal());
    }
    long claim = BodyReader.claim(request);
    if (!openBytes.tryTake(claim)) {
      return refuse(request, response, Answer.busy());
    }
    Mono<Answer> answer =
        spans.around(
            APPLICATIONS,
            TraceContext.of(request.requestHeaders().get(TraceContext.HEADER)),
            trace -> taken(request, response, trace));
    return Mono.from(writer.answer(response, RequestMetrics.SUBMIT, answer))
        .doFinally(end -> openBytes.giveBack(claim));
  }

  private Mono<Answer> taken(
      HttpServerRequest request, HttpServerResponse response, Optional<String> trace) {
    return bodies
        .read(request)
        .flatMap(
            body ->
                switch (body) {
                  case BodyReader.Body.Complete(byte[] bytes) -> intake.take(bytes, trace);
                  case BodyReader.Body.TooLarge(boolean drained) -> {
                    response.keepAlive(drained && response.isKeepAlive());
                    yield Mono.just(Answer.tooLarge());
                  }
                  case BodyReader.Body.Late() -> {
                    response.keepAlive(false);
                    yield Mono.just(
                        Answer.problem(408, "Too slow", "The body did not come in time."));
                  }
                });
  }

  private Publisher<Void> batch(HttpServerRequest request, HttpServerResponse response) {
    if (!ContentType.NDJSON.announcedBy(request.requestHeaders())) {
      return refuse(request, response, ContentType.NDJSON.refusal());
    }
    // What it may hold of a line whose end has not come.
    long claim = Topic.VALUE_BOUND_BYTES;
    if (!openBytes.tryTake(claim)) {
      return refuse(request, response, Answer.busy());
    }
    return Mono.from(batches.answer(request, response)).doFinally(end -> openBytes.giveBack(claim));
  }

  /** Lets the body pass by, as a client that sends before it reads would miss the answer. */
  private Publisher<Void> refuse(
      HttpServerRequest request, HttpServerResponse response, Answer answer) {
    return bodies
        .discard(request)
        .flatMap(
            drained ->
                Mono.from(
                    writer.write(
                        response.keepAlive(drained && response.isKeepAlive()),
                        RequestMetrics.OTHER,
                        answer)));
  }

  /** Without the query; never fails, whatever the client sent. */
  private static String path(String uri) {
    int end = uri.indexOf('?');
    return end < 0 ? uri : uri.substring(0, end);
  }
}
