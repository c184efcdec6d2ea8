package verdict.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One PostgreSQL server in a container: database, user and password are {@code verdict}, as with
 * the embedded one.
 */
final class PostgresInContainer implements Databases.Server {
  private static final String NAME = "verdict";

  private static final String IMAGE = "postgres:18";
  private static final int SERVER_PORT = 5432;
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final PostgreSQLContainer container;
  private final FixedPort port;

  private PostgresInContainer(PostgreSQLContainer container, FixedPort port) {
    this.container = container;
    this.port = port;
  }

  static PostgresInContainer launch() {
    FixedPort port = FixedPort.free();
    PostgreSQLContainer container =
        new PostgreSQLContainer(IMAGE)
            .withCreateContainerCmdModifier(port.publishing(SERVER_PORT))
            .withDatabaseName(NAME)
            .withUsername(NAME)
            .withPassword(NAME)
            .withStartupTimeout(START_LIMIT);
    container.start();
    PostgresInContainer server = new PostgresInContainer(container, port);
    server.awaitClients();
    return server;
  }

  @Override
  public String firstDatabase() {
    return NAME;
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://" + port.address() + "/" + database;
  }

  @Override
  public String user() {
    return NAME;
  }

  @Override
  public String password() {
    return NAME;
  }

  @Override
  public void stop() {
    // PostgreSQL's fast shutdown: SIGTERM would wait for the clients to leave.
    Engine.stop(container, "SIGINT");
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
    Eventually.until(START_LIMIT, this::answers);
  }

  private boolean answers() {
    try (Connection connection = DriverManager.getConnection(jdbcUrl(NAME), NAME, NAME)) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }
}
