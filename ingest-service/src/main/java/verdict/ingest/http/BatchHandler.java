package verdict.ingest.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import verdict.ingest.bound.Bound;
import verdict.kit.traces.TraceContext;
import verdict.wire.Topic;

/**
 * NDJSON in, NDJSON out: one result line per input line, in order. A window of lines is under way
 * at the same time; when it is full, or the client does not read, no more is read from the client.
 */
final class BatchHandler {

  /** Pause before a line tries again to get past a bound. */
  private static final Duration RETRY_PAUSE = Duration.ofMillis(25);

  /** Time for the last result of a late batch to leave before the connection is closed. */
  private static final Duration LATE_LINGER = Duration.ofMillis(250);

  private static final byte[] NEW_LINE = {'\n'};

  private final Intake intake;
  private final SubmissionSpans spans;
  private final Bound openBytes;
  private final HttpLimits limits;
  private final RequestMetrics metrics;
  private final AnswerWriter writer;

  BatchHandler(
      Intake intake,
      SubmissionSpans spans,
      Bound openBytes,
      HttpLimits limits,
      RequestMetrics metrics,
      AnswerWriter writer) {
    this.intake = intake;
    this.spans = spans;
    this.openBytes = openBytes;
    this.limits = limits;
    this.metrics = metrics;
    this.writer = writer;
  }

  /** Streams the results of a request that announces NDJSON. */
  Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
    Optional<String> trace = TraceContext.of(request.requestHeaders().get(TraceContext.HEADER));
    // The status goes out with the first line: before it, a client may still wait to be told to
    // send (Expect: 100-continue).
    AtomicBoolean late = new AtomicBoolean();
    Channel channel = channel(response);
    return lines(request)
        .doOnNext(line -> late.compareAndSet(false, line instanceof LineSplitter.Line.Late))
        .switchOnFirst(
            (first, lines) ->
                first.hasValue()
                    ? stream(response, results(lines, trace))
                        .doOnComplete(() -> endIf(late.get(), channel))
                    : Mono.from(
                        writer.write(
                            response,
                            RequestMetrics.BATCH,
                            Answer.problem(400, "Not a batch", "There are no lines."))));
  }

  private Flux<Void> stream(HttpServerResponse response, Flux<ObjectNode> results) {
    Flux<ByteBuf> lines =
        results.map(result -> Unpooled.wrappedBuffer(AnswerWriter.bytes(result), NEW_LINE));
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

  /** The request's lines, as they come. Ends early with {@code Late} if none moves for too long. */
  private Flux<LineSplitter.Line> lines(HttpServerRequest request) {
    LineSplitter splitter = new LineSplitter(Topic.VALUE_BOUND_BYTES);
    return request
        .receive()
        .map(splitter::feed)
        .concatWith(Mono.fromSupplier(splitter::end))
        .concatMapIterable(list -> list, 1)
        .timeout(limits.batchIdle())
        .onErrorResume(TimeoutException.class, e -> Mono.just(new LineSplitter.Line.Late()));
  }

  /** One result per line, in the lines' order. */
  private Flux<ObjectNode> results(Flux<LineSplitter.Line> lines, Optional<String> traceparent) {
    return lines
        .index()
        .flatMapSequential(
            line ->
                result(line.getT2(), traceparent)
                    .doOnNext(answer -> metrics.count(RequestMetrics.BATCH_LINE, answer.status()))
                    .map(answer -> result(line.getT1() + 1, answer)),
            limits.batchWindow(),
            1);
  }

  private Mono<Answer> result(LineSplitter.Line line, Optional<String> traceparent) {
    return switch (line) {
      case LineSplitter.Line.TooLong() -> Mono.just(Answer.tooLarge());
      case LineSplitter.Line.Late() ->
          Mono.just(
              Answer.problem(
                  408, "Too slow", "No line came, or none was read, for too long: ended here."));
      case LineSplitter.Line.Text(byte[] bytes) ->
          spans.around(
              Router.BATCH,
              traceparent,
              trace ->
                  patiently(take(bytes, trace), limits.batchPatience().dividedBy(RETRY_PAUSE)));
    };
  }

  private Mono<Answer> take(byte[] bytes, Optional<String> traceparent) {
    int claim = Math.max(1, bytes.length);
    return Mono.defer(
        () ->
            openBytes.tryTake(claim)
                ? intake.take(bytes, traceparent).doFinally(end -> openBytes.giveBack(claim))
                : Mono.just(Answer.busy()));
  }

  /** A line of a batch may wait for a bound: the client is held back meanwhile. */
  private static Mono<Answer> patiently(Mono<Answer> take, long tries) {
    return take.flatMap(
        answer ->
            !answer.atBound() || tries <= 0
                ? Mono.just(answer)
                : Mono.delay(RETRY_PAUSE).then(patiently(take, tries - 1)));
  }

  private static ObjectNode result(long number, Answer answer) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("line", number);
    result.put("status", answer.status());
    result.setAll(answer.body());
    return result;
  }
}
