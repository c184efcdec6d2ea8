package verdict.ingest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Puts answers on the wire and counts them. Thread-safe. */
final class AnswerWriter {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerWriter.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RequestMetrics metrics;

  AnswerWriter(RequestMetrics metrics) {
    this.metrics = metrics;
  }

  /** Writes the answer once it is there; one that fails is a bug, answered with 500. */
  Publisher<Void> answer(HttpServerResponse response, String operation, Mono<Answer> answer) {
    return answer
        .onErrorResume(
            bug -> {
              LOG.atError().setCause(bug).addKeyValue("operation", operation).log("a bug");
              return Mono.just(Answer.problem(500, "Internal error", "This is a bug."));
            })
        .flatMap(value -> Mono.from(write(response, operation, value)));
  }

  Publisher<Void> write(HttpServerResponse response, String operation, Answer answer) {
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

  static byte[] bytes(ObjectNode body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
