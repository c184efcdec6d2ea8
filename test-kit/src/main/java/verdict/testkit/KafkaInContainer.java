package verdict.testkit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import verdict.embedded.BrokerSettings;
import verdict.embedded.LeaderlessPartitions;

/**
 * One broker in a container, with the settings of the embedded one. Configured by the image's own
 * variables and not by Testcontainers' module, whose start script would swallow the signal that
 * stops a broker cleanly.
 */
final class KafkaInContainer implements ServerSource.Broker {
  private static final String IMAGE = "apache/kafka:4.3.1";
  private static final int BROKER_PORT = 9092;
  private static final String DATA = "/tmp/kafka-logs";

  /** Where the class that mends the broker lies, before the broker's own. */
  private static final String MENDED = "/mended";

  /**
   * What the image's start script does, but for two things: it formats the data directory, and not
   * every build of the image forgives one that is formatted; and it leaves the class path as it is.
   */
  private static final String START =
      """
      set -e
      if [ ! -f %s/meta.properties ]; then
        mkdir -p /mnt/shared/config /opt/kafka/config
        java -cp '/opt/kafka/libs/*' kafka.docker.KafkaDockerWrapper setup \
          --default-configs-dir /etc/kafka/docker --mounted-configs-dir /mnt/shared/config \
          --final-configs-dir /opt/kafka/config
      fi
      exec java $KAFKA_HEAP_OPTS -Dlog4j2.configurationFile=/opt/kafka/config/log4j2.yaml \
        -cp '%s:/opt/kafka/libs/*' kafka.Kafka /opt/kafka/config/server.properties
      """
          .formatted(DATA, MENDED);

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);

  private final GenericContainer<?> container;
  private final FixedPort port;

  private KafkaInContainer(GenericContainer<?> container, FixedPort port) {
    this.container = container;
    this.port = port;
  }

  static KafkaInContainer launch() {
    FixedPort port = FixedPort.free();
    GenericContainer<?> container =
        new GenericContainer<>(IMAGE)
            .withCreateContainerCmdModifier(port.publishing(BROKER_PORT))
            .withCommand("/bin/bash", "-c", START)
            .withEnv("CLUSTER_ID", Uuid.randomUuid().toString())
            .withCopyToContainer(
                Transferable.of(LeaderlessPartitions.mendedClass()),
                MENDED + "/" + LeaderlessPartitions.MENDED_CLASS)
            // Short lives: what makes a start quick matters more than what makes it fast later.
            .withEnv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
            .withEnv("KAFKA_HEAP_OPTS", "-Xms256m -Xmx512m")
            .waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1))
            .withStartupTimeout(START_LIMIT);
    settings(port).forEach((name, value) -> container.withEnv(variable(name), value));
    container.start();
    KafkaInContainer broker = new KafkaInContainer(container, port);
    broker.awaitClients();
    return broker;
  }

  private static Map<String, String> settings(FixedPort port) {
    Map<String, String> settings = new HashMap<>(BrokerSettings.common());
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@localhost:9093");
    settings.put("controller.listener.names", "CONTROLLER");
    // The broker also speaks to itself, for transactions; inside, the published port is nobody's.
    settings.put(
        "listeners", "CLIENTS://:%d,BROKER://:19092,CONTROLLER://:9093".formatted(BROKER_PORT));
    settings.put(
        "advertised.listeners", "CLIENTS://%s,BROKER://localhost:19092".formatted(port.address()));
    settings.put(
        "listener.security.protocol.map",
        "CLIENTS:PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "BROKER");
    settings.put("log.dirs", DATA);
    return settings;
  }

  /** The image's own rule: upper case, and an underscore for a dot. */
  private static String variable(String setting) {
    return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  @Override
  public String bootstrapServers() {
    return port.address();
  }

  @Override
  public void stop() {
    Engine.stop(container, "SIGTERM");
  }

  @Override
  public void start() {
    Engine.start(container);
    awaitClients();
  }

  @Override
  public void close() {
    container.stop();
  }

  private void awaitClients() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrapServers(),
            "request.timeout.ms", (int) PROBE_LIMIT.toMillis(),
            "default.api.timeout.ms", (int) PROBE_LIMIT.toMillis());
    try (Admin admin = Admin.create(settings)) {
      Eventually.until(START_LIMIT, () -> answers(admin));
    }
  }

  private static boolean answers(Admin admin) {
    try {
      return !admin
          .describeCluster()
          .nodes()
          .get(PROBE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
          .isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
