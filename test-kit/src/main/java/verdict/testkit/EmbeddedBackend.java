package verdict.testkit;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import verdict.embedded.Durability;
import verdict.embedded.EmbeddedKafka;
import verdict.embedded.EmbeddedPostgres;

/** Servers in this process, on free ports, with data in a temporary folder that goes with them. */
final class EmbeddedBackend implements Backend {
  private final TemporaryFolder folder = TemporaryFolder.create();
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private @Nullable KafkaServer kafka;
  private @Nullable DatabaseServer database;
  private int brokers;

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
      started = startPostgres();
      database = started;
    }
    return started;
  }

  @Override
  public synchronized void close() {
    Closing.all(running);
    folder.delete();
  }

  private synchronized KafkaServer startKafka() {
    Path data = folder.path().resolve("kafka-" + ++brokers);
    EmbeddedKafka broker = EmbeddedKafka.start(data, 0, Map.of());
    running.push(broker);
    return new Broker(broker);
  }

  private DatabaseServer startPostgres() {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(folder.path().resolve("postgres"), 0, Durability.PROCESS_DEATH);
    running.push(postgres);
    return new Databases(new PostgresServer(postgres)).named(EmbeddedPostgres.NAME);
  }

  private final class Broker implements KafkaServer {
    private final EmbeddedKafka broker;

    Broker(EmbeddedKafka broker) {
      this.broker = broker;
    }

    @Override
    public String bootstrapServers() {
      return broker.bootstrapServers();
    }

    @Override
    public void stop() {
      broker.stop();
    }

    @Override
    public void start() {
      broker.start();
    }

    @Override
    public KafkaServer fresh() {
      return startKafka();
    }

    @Override
    public String toString() {
      return bootstrapServers();
    }
  }

  private record PostgresServer(EmbeddedPostgres postgres) implements Databases.Server {
    @Override
    public String jdbcUrl(String database) {
      return postgres.jdbcUrl(database);
    }

    @Override
    public String user() {
      return postgres.user();
    }

    @Override
    public String password() {
      return postgres.password();
    }

    @Override
    public void stop() {
      postgres.stop();
    }

    @Override
    public void start() {
      postgres.start();
    }
  }
}
