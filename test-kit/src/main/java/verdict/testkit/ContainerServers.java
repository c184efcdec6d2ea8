package verdict.testkit;

import org.testcontainers.DockerClientFactory;

/**
 * Servers in containers of the images that docker-compose.yml names; removed when the test process
 * ends.
 */
final class ContainerServers implements ServerSource {

  /**
   * @throws IllegalStateException without a container engine: asked for and absent is a failure,
   *     not a reason to skip
   */
  ContainerServers() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException(
          "the backend containers needs a running container engine, and none answers"
              + " (docker info)");
    }
  }

  @Override
  public Broker startBroker() {
    return KafkaInContainer.launch();
  }

  @Override
  public Databases.Server startDatabases() {
    return PostgresInContainer.launch();
  }

  @Override
  public void close() {}
}
