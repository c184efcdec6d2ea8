package verdict.ingest.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import verdict.ingest.bound.Bound;
import verdict.wire.Topic;

/**
 * NDJSON in, NDJSON out: one result line per input line, in order. A window of lines is under way
 * at the same time; when it is full, or the client does not read, no more is read from the client.
 */
final class BatchHandler {

  /** Pause before a line tries again to get past a bound. */
  private static final Duration RETRY_PAUSE = Duration.ofMillis(25);

  private final Intake intake;
  private final Bound openBytes;
  private final HttpLimits limits;
  private final RequestMetrics metrics;

  BatchHandler(Intake intake, Bound openBytes, HttpLimits limits, RequestMetrics metrics) {
    this.intake = intake;
    this.openBytes = openBytes;
    this.limits = limits;
    this.metrics = metrics;
  }

  /** The request's lines, as they come. Ends early with {@code Late} if none moves for too long. */
  Flux<LineSplitter.Line> lines(HttpServerRequest request) {
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
  Flux<ObjectNode> results(Flux<LineSplitter.Line> lines, Optional<String> traceparent) {
    return lines
        .index()
        .flatMapSequential(
            line ->
                answer(line.getT2(), traceparent)
                    .doOnNext(answer -> metrics.count(RequestMetrics.BATCH_LINE, answer.status()))
                    .map(answer -> result(line.getT1() + 1, answer)),
            limits.batchWindow(),
            1);
  }

  private Mono<Answer> answer(LineSplitter.Line line, Optional<String> traceparent) {
    return switch (line) {
      case LineSplitter.Line.TooLong() -> Mono.just(Answer.tooLarge());
      case LineSplitter.Line.Late() ->
          Mono.just(
              Answer.problem(
                  408, "Too slow", "No line came, or none was read, for too long: ended here."));
      case LineSplitter.Line.Text(byte[] bytes) ->
          patiently(take(bytes, traceparent), limits.batchPatience().dividedBy(RETRY_PAUSE));
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
            answer.takenForSure() || tries <= 0
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
