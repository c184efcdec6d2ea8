package verdict.ingest.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import verdict.wire.Topic;

/** Reads the whole body of one request within its bounds on size and time. */
final class BodyReader {

  /**
   * Bytes of a refused body that are read and thrown away, so that a client that sends before it
   * reads still gets its answer; beyond them the connection is closed.
   */
  private static final int DISCARD_BOUND_BYTES = 1024 * 1024;

  private final Duration limit;

  BodyReader(Duration limit) {
    this.limit = limit;
  }

  /** What was read. */
  sealed interface Body {

    /** All of it. */
    @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
    record Complete(byte[] bytes) implements Body {}

    /** More than an application may have; {@code drained} if all of it has passed by. */
    record TooLarge(boolean drained) implements Body {}

    /** Not all of it came within the limit. */
    record Late() implements Body {}
  }

  /** Bytes that a request's body may take here, at most. */
  static long claim(HttpServerRequest request) {
    long announced = announced(request);
    return announced < 0 || announced > Topic.VALUE_BOUND_BYTES
        ? Topic.VALUE_BOUND_BYTES
        : Math.max(1, announced);
  }

  Mono<Body> read(HttpServerRequest request) {
    return announced(request) > DISCARD_BOUND_BYTES
        ? Mono.just(new Body.TooLarge(false))
        : read(request, Topic.VALUE_BOUND_BYTES);
  }

  /** Reads a body that nobody wants; true if all of it has passed by. */
  Mono<Boolean> discard(HttpServerRequest request) {
    if (announced(request) > DISCARD_BOUND_BYTES) {
      return Mono.just(false);
    }
    return read(request, 0)
        .map(
            body ->
                switch (body) {
                  case Body.Complete complete -> true;
                  case Body.TooLarge(boolean drained) -> drained;
                  case Body.Late() -> false;
                });
  }

  private Mono<Body> read(HttpServerRequest request, int most) {
    return Mono.defer(
            () -> {
              Collected collected = new Collected(most);
              return request
                  .receive()
                  .takeUntil(collected::add)
                  .then(Mono.fromSupplier(collected::body));
            })
        .timeout(limit)
        .onErrorResume(TimeoutException.class, late -> Mono.just(new Body.Late()));
  }

  private static long announced(HttpServerRequest request) {
    try {
      return Long.parseLong(request.requestHeaders().get(HttpHeaderNames.CONTENT_LENGTH, "-1"));
    } catch (NumberFormatException notANumber) {
      return -1;
    }
  }

  /** Keeps up to its bound and counts the rest. For one subscriber. */
  private static final class Collected {
    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long seen;

    Collected(int most) {
      this.most = most;
    }

    /** True when enough has been thrown away. */
    boolean add(ByteBuf part) {
      seen += part.readableBytes();
      if (seen <= most) {
        byte[] bytes = new byte[part.readableBytes()];
        part.readBytes(bytes);
        kept.writeBytes(bytes);
      }
      return seen > DISCARD_BOUND_BYTES;
    }

    Body body() {
      return seen <= most
          ? new Body.Complete(kept.toByteArray())
          : new Body.TooLarge(seen <= DISCARD_BOUND_BYTES);
    }
  }
}
