package verdict.ingest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import verdict.ingest.bound.Bound;

/** Which request goes where, and how answers are written. Thread-safe. */
final class Router {

  private static final Logger LOG = LoggerFactory.getLogger(Router.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final byte[] NEW_LINE = {'\n'};

  /** Time for the last result of a late batch to leave before the connection is closed. */
  private static final Duration LATE_LINGER = Duration.ofMillis(250);

  static final String APPLICATIONS = "/v1/applications";
  static final String BATCH = "/v1/applications:batch";
  static final String DESCRIPTION = "/openapi.yaml";

  private final Bound openRequests;
  private final Bound openBytes;
  private final BodyReader bodies;
  private final Intake intake;
  private final BatchHandler batches;
  private final LookupHandler lookups;
  private final RequestMetrics metrics;
  private final byte[] description;

  Router(
      HttpLimits limits,
      Intake intake,
      LookupHandler lookups,
      MeterRegistry registry,
      byte[] description) {
    this.openRequests = new Bound(limits.openRequests());
    this.openBytes = new Bound(limits.openBytes());
    this.metrics = new RequestMetrics(registry, openRequests, openBytes);
    this.bodies = new BodyReader(limits.body());
    this.intake = intake;
    this.batches = new BatchHandler(intake, openBytes, limits, metrics);
    this.lookups = lookups;
    this.description = description;
  }

  /** Answers one request; the publisher does not fail because of what the request holds. */
  Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    if (!openRequests.tryTake(1)) {
      return write(response.keepAlive(false), RequestMetrics.OTHER, Answer.busy());
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
        ? answer(
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
    Optional<String> trace = TraceContext.of(request.requestHeaders().get(TraceContext.HEADER));
    Mono<Answer> answer =
        bodies
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
    return Mono.from(answer(response, RequestMetrics.SUBMIT, answer))
        .doFinally(end -> openBytes.giveBack(claim));
  }

  private Publisher<Void> batch(HttpServerRequest request, HttpServerResponse response) {
    if (!ContentType.NDJSON.announcedBy(request.requestHeaders())) {
      return refuse(request, response, ContentType.NDJSON.refusal());
    }
    Optional<String> trace = TraceContext.of(request.requestHeaders().get(TraceContext.HEADER));
    // The status goes out with the first line: before it, a client may still wait to be told to
    // send (Expect: 100-continue).
    AtomicBoolean late = new AtomicBoolean();
    Channel channel = channel(response);
    return batches
        .lines(request)
        .doOnNext(line -> late.compareAndSet(false, line instanceof LineSplitter.Line.Late))
        .switchOnFirst(
            (first, lines) ->
                first.hasValue()
                    ? stream(response, batches.results(lines, trace))
                        .doOnComplete(() -> endIf(late.get(), channel))
                    : Mono.from(
                        write(
                            response,
                            RequestMetrics.BATCH,
                            Answer.problem(400, "Not a batch", "There are no lines."))));
  }

  private Flux<Void> stream(HttpServerResponse response, Flux<ObjectNode> results) {
    Flux<ByteBuf> lines = results.map(result -> Unpooled.wrappedBuffer(bytes(result), NEW_LINE));
    return Flux.from(
        response
            .status(200)
            .header(HttpHeaderNames.CONTENT_TYPE, ContentType.NDJSON.toString())
            .send(lines, flushed -> true));
  }

  /** The rest of a late batch is not waited for, once its last result is through. */
  private static void endIf(boolean late, Channel channel) {
    if (late) {
      Runnable close = () -> close(channel);
      var unused = channel.eventLoop().schedule(close, LATE_LINGER.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Asked for early: once the answer is through, the response does not lead to it any more. */
  private static Channel channel(HttpServerResponse response) {
    AtomicReference<Channel> channel = new AtomicReference<>();
    response.withConnection(connection -> channel.set(connection.channel()));
    return Objects.requireNonNull(channel.get());
  }

  private static void close(Channel channel) {
    var unused = channel.close();
  }

  /** Lets the body pass by, as a client that sends before it reads would miss the answer. */
  private Publisher<Void> refuse(
      HttpServerRequest request, HttpServerResponse response, Answer answer) {
    return bodies
        .discard(request)
        .flatMap(
            drained ->
                Mono.from(
                    write(
                        response.keepAlive(drained && response.isKeepAlive()),
                        RequestMetrics.OTHER,
                        answer)));
  }

  private Publisher<Void> answer(
      HttpServerResponse response, String operation, Mono<Answer> answer) {
    return answer
        .onErrorResume(
            bug -> {
              LOG.atError().setCause(bug).addKeyValue("operation", operation).log("a bug");
              return Mono.just(Answer.problem(500, "Internal error", "This is a bug."));
            })
        .flatMap(value -> Mono.from(write(response, operation, value)));
  }

  private Publisher<Void> write(HttpServerResponse response, String operation, Answer answer) {
    metrics.count(operation, answer.status());
    byte[] body = bytes(answer.body());
    boolean good = answer.status() < 300;
    response
        .status(answer.status())
        .header(
            HttpHeaderNames.CONTENT_TYPE, good ? "application/json" : "application/problem+json")
        .header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
    answer
        .retryAfter()
        .ifPresent(
            pause ->
                response.header(HttpHeaderNames.RETRY_AFTER, Long.toString(pause.toSeconds())));
    answer.allow().ifPresent(method -> response.header(HttpHeaderNames.ALLOW, method));
    return response.send(Mono.just(Unpooled.wrappedBuffer(body)));
  }

  private static byte[] bytes(ObjectNode body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /** Without the query; never fails, whatever the client sent. */
  private static String path(String uri) {
    int end = uri.indexOf('?');
    return end < 0 ? uri : uri.substring(0, end);
  }
}
