package verdict.ingest.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.opentelemetry.api.trace.Tracer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;
import verdict.ingest.lookup.LookupAnswer;
import verdict.ingest.parse.ApplicationParser;
import verdict.ingest.publish.Publication;
import verdict.kit.ConfigurationException;
import verdict.wire.LoanApplication;

/** The server that lenders' systems talk to. */
public final class HttpFace implements AutoCloseable {

  private static final int SELECTORS = 1;

  /** Requests of one connection that may wait behind the one being answered. */
  private static final int PIPELINE_BOUND = 16;

  /** Longest wait for the event loops to end, once nothing is left to be answered. */
  private static final Duration LOOPS_LIMIT = Duration.ofSeconds(2);

  private static final int INITIAL_LINE_BOUND_BYTES = 4 * 1024;
  private static final int HEADERS_BOUND_BYTES = 8 * 1024;

  private final DisposableServer server;
  private final LoopResources loops;
  private final HttpLimits limits;

  private HttpFace(DisposableServer server, LoopResources loops, HttpLimits limits) {
    this.server = server;
    this.loops = loops;
    this.limits = limits;
  }

  /**
   * Listens at once.
   *
   * @param publish hands an application over, with the request's trace context, and says what
   *     became of it; never fails
   * @param find says where an application stands; never fails
   * @param tracer makes a span for each application; empty if nothing is traced
   * @param spanFailures told why a span could not be made
   * @throws ConfigurationException if it cannot listen there
   */
  public static HttpFace start(
      Address address,
      HttpLimits limits,
      ApplicationParser parser,
      BiFunction<LoanApplication, Optional<String>, Mono<Publication>> publish,
      Function<String, Mono<LookupAnswer>> find,
      Optional<Tracer> tracer,
      Consumer<Throwable> spanFailures,
      MeterRegistry registry) {
    Router router =
        new Router(
            limits,
            new Intake(parser, publish),
            new LookupHandler(find),
            new SubmissionSpans(tracer, spanFailures),
            registry,
            description());
    int workers = Runtime.getRuntime().availableProcessors();
    LoopResources loops = LoopResources.create("verdict-ingest-http", SELECTORS, workers, true);
    try {
      return new HttpFace(
          server(address, limits, loops).handle(router::handle).bindNow(), loops, limits);
    } catch (ChannelBindException taken) {
      loops.dispose();
      throw new ConfigurationException(
          List.of("cannot listen on " + address.host() + ":" + address.port()));
    }
  }

  /** Where to listen. */
  public record Address(String host, int port) {}

  private static HttpServer server(Address address, HttpLimits limits, LoopResources loops) {
    return HttpServer.create()
        .host(address.host())
        .port(address.port())
        .protocol(HttpProtocol.HTTP11)
        .runOn(loops, false)
        .maxConnections(limits.connections())
        .maxPipelineDepth(PIPELINE_BOUND)
        .idleTimeout(limits.idle())
        .option(ChannelOption.SO_REUSEADDR, true)
        .httpRequestDecoder(
            decoder ->
                decoder
                    .maxInitialLineLength(INITIAL_LINE_BOUND_BYTES)
                    .maxHeaderSize(HEADERS_BOUND_BYTES))
        // With a group, disposing the server waits for the requests that are being answered.
        .channelGroup(new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE))
        .doOnChannelInit(
            (observer, channel, remote) -> {
              HeaderDeadline.addTo(channel, limits.header());
              LingeringClose.addTo(channel);
            });
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Takes no more connections, waits for requests within the drain limit, and ends. */
  @Override
  public void close() {
    try {
      server.disposeNow(limits.drain());
    } finally {
      loops.disposeLater(Duration.ZERO, LOOPS_LIMIT).block(LOOPS_LIMIT.multipliedBy(2));
    }
  }

  private static byte[] description() {
    try (InputStream in = HttpFace.class.getResourceAsStream("/verdict/ingest/openapi.yaml")) {
      if (in == null) {
        throw new IllegalStateException("openapi.yaml is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read openapi.yaml", e);
    }
  }
}
