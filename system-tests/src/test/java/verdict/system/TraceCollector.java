package verdict.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A collector that takes OTLP over HTTP, and answers as it is told. */
final class TraceCollector implements AutoCloseable {

  /** As for a URL without its path. */
  static final int REFUSAL = 404;

  /** How a collector behaves. */
  enum Behaviour {
    TAKES,
    AWAY,
    REFUSES,
    HANGS,
    /** Begins its answer, and never ends it. */
    STALLS
  }

  /** A span, and which service says so. */
  record Received(String service, Span span) {}

  private final Behaviour behaviour;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();

  TraceCollector(Behaviour behaviour) {
    this.behaviour = behaviour;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/v1/traces", this::take);
    server.start();
    if (behaviour == Behaviour.AWAY) {
      server.stop(0);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      ExportTraceServiceRequest request =
          ExportTraceServiceRequest.parseFrom(exchange.getRequestBody().readAllBytes());
      switch (behaviour) {
        case TAKES -> {
          keep(request);
          exchange.sendResponseHeaders(200, -1);
        }
        case AWAY -> throw new IllegalStateException("nobody listens");
        case REFUSES -> exchange.sendResponseHeaders(REFUSAL, -1);
        case HANGS -> closed.await();
        case STALLS -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(0);
          exchange.getResponseBody().flush();
          closed.await();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep(ExportTraceServiceRequest request) {
    for (var resource : request.getResourceSpansList()) {
      String service =
          resource.getResource().getAttributesList().stream()
              .filter(attribute -> attribute.getKey().equals("service.name"))
              .map(attribute -> attribute.getValue().getStringValue())
              .findFirst()
              .orElse("");
      resource.getScopeSpansList().stream()
          .flatMap(scope -> scope.getSpansList().stream())
          .forEach(span -> received.add(new Received(service, span)));
    }
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
  }

  List<Received> received() {
    return received;
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    closed.countDown();
    if (behaviour != Behaviour.AWAY) {
      server.stop(0);
    }
    threads.shutdownNow();
  }
}
