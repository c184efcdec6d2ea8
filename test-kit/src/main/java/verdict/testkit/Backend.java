package verdict.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The servers of one test process. Starts each once, when it is first asked for; closing stops them
 * all. Thread-safe.
 */
final class Backend implements AutoCloseable {
  private static final String PROPERTY = "verdict.backend";

  private final ServerSource source;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Deque<ServerSource.Broker> emptied = new ArrayDeque<>();
  private @Nullable KafkaServer kafka;
  private @Nullable DatabaseServer database;

  private Backend(ServerSource source) {
    this.source = source;
    running.push(source);
  }

  /** The backend that {@value #PROPERTY} names. */
  static Backend chosen() {
    Backend backend = named(System.getProperty(PROPERTY, "embedded"));
    // JUnit closes it at the end of a run; an interrupted run must not leave servers behind either.
    Runtime.getRuntime().addShutdownHook(new Thread(backend::close, "test-servers-exit"));
    return backend;
  }

  static Backend named(String name) {
    return switch (name) {
      case "embedded" -> new Backend(new EmbeddedServers());
      case "containers" -> new Backend(new ContainerServers());
      default ->
          throw new IllegalStateException(
              PROPERTY + " is \"" + name + "\": it must be embedded or containers");
    };
  }

  synchronized KafkaServer kafka() {
    KafkaServer started = kafka;
    if (started == null) {
      started = freshKafka();
      kafka = started;
    }
    return started;
  }

  synchronized DatabaseServer database() {
    DatabaseServer started = database;
    if (started == null) {
      Databases.Server server = source.startDatabases();
      running.push(server);
      started = new Databases(server).first();
      database = started;
    }
    return started;
  }

  @Override
  public synchronized void close() {
    Closing.all(running);
  }

  private synchronized KafkaServer freshKafka() {
    ServerSource.Broker broker = emptied.poll();
    if (broker == null) {
      broker = source.startBroker();
      running.push(broker);
    }
    return new Kafka(broker);
  }

  private synchronized void keep(ServerSource.Broker broker) {
    emptied.push(broker);
  }

  private final class Kafka implements KafkaServer {
    private final ServerSource.Broker broker;
    private boolean usable = true;

    Kafka(ServerSource.Broker broker) {
      this.broker = broker;
    }

    @Override
    public String bootstrapServers() {
      return broker.bootstrapServers();
    }

    @Override
    public void stop() {
      usable = false;
      broker.stop();
    }

    @Override
    public void start() {
      broker.start();
      usable = true;
    }

    @Override
    public KafkaServer fresh() {
      return freshKafka();
    }

    @Override
    public void giveBack() {
      if (usable) {
        usable = false;
        BrokerContents.delete(broker.bootstrapServers());
        keep(broker);
      }
    }

    @Override
    public String toString() {
      return bootstrapServers();
    }
  }
}
