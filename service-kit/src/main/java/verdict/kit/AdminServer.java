package verdict.kit;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** /livez, /readyz and /metrics of one service. */
public final class AdminServer implements AutoCloseable {
  private final HttpServer server;

  private AdminServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Listens at once.
   *
   * @param port 0 for a free one
   * @throws ConfigurationException if it cannot listen there
   */
  public static AdminServer start(
      String host, int port, Health health, PrometheusMeterRegistry registry) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
      server.start();
      return new AdminServer(server);
    } catch (IOException taken) {
      throw new ConfigurationException(List.of("cannot listen on " + host + ":" + port));
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
  }
}
