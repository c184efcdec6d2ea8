package verdict.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Ports of the loopback address. */
final class LoopbackPort {
  static final String HOST = "127.0.0.1";

  private LoopbackPort() {}

  /** A port that was free a moment ago: somebody else may still take it first. */
  static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, address())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new EmbeddedServerException("no free port on " + HOST, e);
    }
  }

  /** Returns {@code port}, or a free one for 0. */
  static int claim(int port) {
    return port == 0 ? free() : port;
  }

  /**
   * @throws EmbeddedServerException if another process listens on the port
   */
  static void requireFree(String server, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As the servers do: connections of the last run that linger in TIME_WAIT do not count.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address(), port));
    } catch (IOException e) {
      throw new EmbeddedServerException(
          server + " cannot listen on " + HOST + ":" + port + ": " + e.getMessage(), e);
    }
  }

  private static InetAddress address() throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
