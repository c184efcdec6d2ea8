package verdict.testkit;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.Consumer;

/**
 * A port of this machine's loopback address for a container's port, the same after the container's
 * restart. The ephemeral port that an engine gives by default changes with each start, and listens
 * on every address. So the engine must be local.
 */
record FixedPort(int number) {
  private static final String HOST = "127.0.0.1";

  /** A port that was free a moment ago. */
  static FixedPort free() {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return new FixedPort(socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return HOST + ":" + number;
  }

  /** Has a container published here as it is created. */
  Consumer<CreateContainerCmd> publishing(int containerPort) {
    ExposedPort exposed = ExposedPort.tcp(containerPort);
    PortBinding binding = new PortBinding(Ports.Binding.bindIpAndPort(HOST, number), exposed);
    return command -> {
      HostConfig host = command.getHostConfig();
      command
          .withExposedPorts(exposed)
          .withHostConfig((host == null ? new HostConfig() : host).withPortBindings(binding));
    };
  }
}
