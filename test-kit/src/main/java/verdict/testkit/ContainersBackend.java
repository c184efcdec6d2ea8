package verdict.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * Servers in containers of the images that docker-compose.yml names; removed when the test process
 * ends.
 */
final class ContainersBackend implements Backend {
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private @Nullable KafkaServer kafka;
  private @Nullable DatabaseServer database;

  /**
   * @throws IllegalStateException without a container engine: asked for and absent is a failure,
   *     not a reason to skip
   */
  ContainersBackend() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException(
          PROPERTY
              + "=containers needs a running container engine, and none answers (docker info)");
    }
  }

  @Override
  public synchronized KafkaServer kafka() {
    KafkaServer started = kafka;
    if (started == null) {
      started = startKafka();
      kafka = started;
    }
    return started;
  }

  @Override
  public synchronized DatabaseServer database() {
    DatabaseServer started = database;
    if (started == null) {
      PostgresInContainer postgres = PostgresInContainer.launch();
      running.push(postgres);
      started = new Databases(postgres).named(PostgresInContainer.NAME);
      database = started;
    }
    return started;
  }

  @Override
  public synchronized void close() {
    Closing.all(running);
  }

  private synchronized KafkaServer startKafka() {
    KafkaInContainer broker = KafkaInContainer.launch(this::startKafka);
    running.push(broker);
    return broker;
  }
}
