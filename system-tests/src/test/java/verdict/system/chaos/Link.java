package verdict.system.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way from one process to one broker, which can be cut, or made deaf to answers. */
final class Link implements AutoCloseable {

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int CONNECT_MILLIS = 1_000;

  private final ServerSocket door;
  private final int brokerPort;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;
  private volatile boolean deaf;

  private Link(ServerSocket door, int brokerPort) {
    this.door = door;
    this.brokerPort = brokerPort;
  }

  /** Listens on a free port of the loopback address. */
  static Link to(int brokerPort) {
    try {
      Link link = new Link(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), brokerPort);
      Thread.ofVirtual().name("link-" + link.port()).start(link::accept);
      return link;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return door.getLocalPort();
  }

  /** Ends what is connected; lets nobody in. */
  void cut() {
    cut = true;
    closeAll();
  }

  /** From now on requests arrive, and answers get lost. */
  void deafen() {
    deaf = true;
  }

  /** All is as before, on new connections: the old ones lack bytes. */
  void heal() {
    boolean wasDeaf = deaf;
    cut |= wasDeaf; // whoever comes meanwhile would lack bytes, too
    if (wasDeaf) {
      closeAll();
    }
    deaf = false;
    cut = false;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        if (cut) {
          client.close();
        } else {
          Thread.ofVirtual().start(() -> connect(client));
        }
      } catch (IOException e) {
        // Closed, or gone before it was let in.
      }
    }
  }

  private void connect(Socket client) {
    Socket broker = new Socket();
    open.add(client);
    open.add(broker);
    try {
      if (cut) {
        throw new IOException("cut");
      }
      client.setTcpNoDelay(true);
      broker.setTcpNoDelay(true);
      broker.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort), CONNECT_MILLIS);
      Thread.ofVirtual().start(() -> pump(client, broker, false));
      pump(broker, client, true);
    } catch (IOException e) {
      close(client);
      close(broker);
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!(answers && deaf)) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException e) {
      // One end is gone: so is the other.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private void closeAll() {
    open.forEach(Link::close);
    open.clear();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    closeAll();
  }
}
