package verdict.testkit;

import com.github.dockerjava.api.DockerClient;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/**
 * Stops and starts the process of a container that stays: Testcontainers itself only knows how to
 * remove it.
 */
final class Engine {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private Engine() {}

  /**
   * Asks the container's process to end by a signal and waits until it has; does nothing if it
   * already has.
   */
  static void stop(GenericContainer<?> container, String signal) {
    if (!running(container)) {
      return;
    }
    client().killContainerCmd(container.getContainerId()).withSignal(signal).exec();
    Eventually.until(STOP_LIMIT, () -> !running(container));
  }

  /** Runs the container's process again, on the files that it left; does nothing while it runs. */
  static void start(GenericContainer<?> container) {
    if (!running(container)) {
      client().startContainerCmd(container.getContainerId()).exec();
    }
  }

  private static boolean running(GenericContainer<?> container) {
    return Boolean.TRUE.equals(
        client().inspectContainerCmd(container.getContainerId()).exec().getState().getRunning());
  }

  private static DockerClient client() {
    return DockerClientFactory.instance().client();
  }
}
