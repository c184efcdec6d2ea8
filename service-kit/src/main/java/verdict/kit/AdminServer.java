package verdict.kit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP face for whoever runs a service: {@code /livez} and {@code /readyz} answer 200 or 503
 * with JSON, {@code /metrics} answers Prometheus's text format; commands are POSTed.
 *
 * <p>Bounded: {@value #THREADS} daemon threads, {@value #WAITING} waiting requests; past that a
 * connection is dropped.
 */
public final class AdminServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AdminServer.class);

  /** Threads that answer. */
  private static final int THREADS = 2;

  /** Requests that wait for a thread. */
  private static final int WAITING = 32;

  /** Connections that the operating system holds before they are accepted. */
  private static final int BACKLOG = 32;

  /** Seconds for a request to arrive whole: a client that stalls would keep a thread for ever. */
  private static final String REQUEST_LIMIT_SECONDS = "10";

  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";

  /** Longest body of a command. */
  private static final int BODY_BYTES = 64 * 1024;

  private static final String HINT = "There are /livez, /readyz and /metrics here.\n";

  private record Answer(int status, String contentType, String body) {}

  private final ObjectMapper mapper = new ObjectMapper();
  private final Health health;
  private final PrometheusMeterRegistry registry;
  private final Map<String, AdminCommand> commands;
  private final HttpServer server;
  private final ExecutorService threads;

  private AdminServer(
      HttpServer server,
      Health health,
      PrometheusMeterRegistry registry,
      Map<String, AdminCommand> commands) {
    this.commands = Map.copyOf(commands);
    this.server = server;
    this.health = health;
    this.registry = registry;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("admin-", 0).daemon().factory());
  }

  /**
   * Starts to listen; answers from the moment it returns.
   *
   * @param host address to listen on
   * @param port 0 for a free one
   * @param health asked at every probe
   * @param registry written out at every scrape; stays the caller's to close
   * @throws ConfigurationException if it cannot listen there, such as when the port is taken
   */
  public static AdminServer start(
      String host, int port, Health health, PrometheusMeterRegistry registry) {
    return start(host, port, health, registry, Map.of());
  }

  /**
   * The same, with commands.
   *
   * @param commands by path
   */
  public static AdminServer start(
      String host,
      int port,
      Health health,
      PrometheusMeterRegistry registry,
      Map<String, AdminCommand> commands) {
    // Read once by the JDK, before the first server of the process is made; it has no other way.
    System.setProperty("sun.net.httpserver.maxReqTime", REQUEST_LIMIT_SECONDS);
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
      AdminServer admin = new AdminServer(server, health, registry, commands);
      server.setExecutor(admin.threads);
      server.createContext("/", admin::handle);
      server.start();
      return admin;
    } catch (IOException cannotListen) {
      throw new ConfigurationException(
          List.of(
              "the admin port of %s cannot listen on %s:%d: %s; stop what listens there or choose another one"
                  .formatted(health.service(), host, port, cannotListen.getMessage())));
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Stops at once; a request being answered is cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = safely(exchange);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      boolean withoutBody = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), withoutBody ? -1 : body.length);
      if (!withoutBody) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  /** The content type keeps web pages out: a browser does not send it to another host unasked. */
  private static Answer run(AdminCommand command, HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      return new Answer(405, TEXT, "Only POST is answered here.\n");
    }
    if (!JSON.equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      return new Answer(415, TEXT, "The body must be " + JSON + ".\n");
    }
    byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES + 1);
    if (body.length > BODY_BYTES) {
      return new Answer(413, TEXT, "At most " + BODY_BYTES + " bytes.\n");
    }
    try {
      command.run(new String(body, StandardCharsets.UTF_8));
      return new Answer(200, JSON, "{}\n");
    } catch (ConfigurationException e) {
      return new Answer(400, TEXT, String.join("\n", e.problems()) + "\n");
    } catch (IllegalStateException e) {
      return new Answer(503, TEXT, e.getMessage() + "\n");
    }
  }

  private Answer safely(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try {
      AdminCommand command = commands.get(path);
      return command == null ? answer(exchange.getRequestMethod(), path) : run(command, exchange);
    } catch (RuntimeException failure) {
      log.atWarn()
          .addKeyValue("path", path)
          .setCause(failure)
          .log("The admin server could not answer");
      return new Answer(500, TEXT, "could not answer; see the log\n");
    }
  }

  private Answer answer(String method, String path) {
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return new Answer(405, TEXT, "Only GET and HEAD are answered here.\n");
    }
    return switch (path) {
      case "/livez" -> health(health.live());
      case "/readyz" -> health(health.ready());
      case "/metrics" -> new Answer(200, PROMETHEUS, registry.scrape());
      default -> new Answer(404, TEXT, "Nothing at this path. " + HINT);
    };
  }

  private Answer health(Health.Report report) {
    ObjectNode document = HealthDocument.of(report, mapper);
    return new Answer(report.up() ? 200 : 503, JSON, document + "\n");
  }
}
