package verdict.testkit;

import java.util.Map;
import verdict.embedded.Durability;
import verdict.embedded.EmbeddedKafka;
import verdict.embedded.EmbeddedPostgres;

/** Servers in this process, on free ports, with data in a temporary folder that goes with them. */
final class EmbeddedServers implements ServerSource {
  private final TemporaryFolder folder = TemporaryFolder.create();
  private int brokers;

  @Override
  public Broker startBroker() {
    return new EmbeddedBroker(
        EmbeddedKafka.start(folder.path().resolve("kafka-" + ++brokers), 0, Map.of()));
  }

  @Override
  public Databases.Server startDatabases() {
    return new PostgresServer(
        EmbeddedPostgres.start(folder.path().resolve("postgres"), 0, Durability.PROCESS_DEATH));
  }

  @Override
  public void close() {
    folder.delete();
  }

  private record EmbeddedBroker(EmbeddedKafka kafka) implements Broker {
    @Override
    public String bootstrapServers() {
      return kafka.bootstrapServers();
    }

    @Override
    public void stop() {
      kafka.stop();
    }

    @Override
    public void start() {
      kafka.start();
    }

    @Override
    public void close() {
      kafka.close();
    }
  }

  private record PostgresServer(EmbeddedPostgres postgres) implements Databases.Server {
    @Override
    public String firstDatabase() {
      return EmbeddedPostgres.NAME;
    }

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

    @Override
    public void close() {
      postgres.close();
    }
  }
}
