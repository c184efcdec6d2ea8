package verdict.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real single-node Kafka broker (KRaft, broker and controller in one) in this process, on the
 * loopback address.
 *
 * <p>It survives the death of its process, not a power cut: with one replica an acknowledged record
 * is in the page cache of one machine. Thread-safe; starting and stopping exclude each other.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);
  private static final int NODE_ID = 1;

  private final Path dataDirectory;
  private final int port;
  private final Map<String, String> overrides;
  private @Nullable Running server;

  private record Running(KafkaRaftServer broker, DirectoryLock lock) {}

  private EmbeddedKafka(Path dataDirectory, int port, Map<String, String> overrides) {
    this.dataDirectory = dataDirectory.toAbsolutePath().normalize();
    this.port = port;
    this.overrides = Map.copyOf(overrides);
  }

  /**
   * Starts a broker and returns when clients can use it.
   *
   * @param dataDirectory holds the broker's logs and metadata; created if absent, continued if it
   *     holds an earlier run's
   * @param port of 127.0.0.1; 0 takes a free one
   * @param overrides broker settings by Kafka's names, over those of {@link BrokerSettings}
   * @throws EmbeddedServerException if the port or the directory is in use, or the broker does not
   *     start
   */
  public static EmbeddedKafka start(Path dataDirectory, int port, Map<String, String> overrides) {
    EmbeddedKafka kafka = new EmbeddedKafka(dataDirectory, LoopbackPort.claim(port), overrides);
    kafka.start();
    return kafka;
  }

  /** {@code 127.0.0.1:port}; the same for the life of this object. */
  public String bootstrapServers() {
    return LoopbackPort.HOST + ":" + port;
  }

  public int port() {
    return port;
  }

  /** Starts the broker again on the same data and port; does nothing while it runs. */
  public synchronized void start() {
    if (server != null) {
      return;
    }
    KafkaExit.keepsTheProcessAlive();
    LeaderlessPartitions.mend();
    LoopbackPort.requireFree("Kafka", port);
    DirectoryLock lock = DirectoryLock.acquire(dataDirectory);
    try {
      format();
      server = new Running(startBroker(), lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
    log.atInfo()
        .addKeyValue("address", bootstrapServers())
        .addKeyValue("data", dataDirectory)
        .log("Kafka started");
  }

  /** Stops the broker cleanly and keeps its data; does nothing while it is stopped. */
  public synchronized void stop() {
    Running running = server;
    if (running == null) {
      return;
    }
    server = null;
    BrokerShutdown.stop(running.broker());
    running.lock().close(); // Not after a failure: what did not stop still owns the directory.
    log.atInfo().addKeyValue("address", bootstrapServers()).log("Kafka stopped");
  }

  @Override
  public void close() {
    stop();
  }

  private KafkaRaftServer startBroker() {
    // The controller's port is nobody's business but the broker's own: a new one each time.
    Map<String, String> settings =
        BrokerSettings.singleNode(dataDirectory, port, LoopbackPort.free(), overrides);
    KafkaRaftServer starting = null;
    try {
      starting = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
      starting.startup();
      return starting;
    } catch (RuntimeException e) {
      if (starting != null) {
        abandon(starting, e);
      }
      throw new EmbeddedServerException(
          "Kafka did not start on "
              + bootstrapServers()
              + " with data in "
              + dataDirectory
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** Gives an empty directory its cluster id; a directory that has one keeps it. */
  private void format() {
    if (Files.exists(dataDirectory.resolve("meta.properties"))) {
      return;
    }
    try {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setNodeId(NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .setMetadataLogDirectory(dataDirectory.toString())
          .addDirectory(dataDirectory.toString())
          .run();
    } catch (Exception e) { // Formatter declares no narrower one.
      throw new EmbeddedServerException(
          "cannot prepare " + dataDirectory + " for Kafka: " + e.getMessage(), e);
    }
  }

  private static void abandon(KafkaRaftServer server, RuntimeException reason) {
    try {
      BrokerShutdown.stop(server);
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }
}
