package verdict.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What both backends do alike with a PostgreSQL server: hands out its databases and makes new ones.
 */
final class Databases {
  private final Server server;
  private final AtomicInteger created = new AtomicInteger();

  /** The server behind the databases. */
  interface Server extends AutoCloseable {
    /** The database that is there from the start. */
    String firstDatabase();

    String jdbcUrl(String database);

    String user();

    String password();

    void stop();

    void start();

    @Override
    void close();
  }

  Databases(Server server) {
    this.server = server;
  }

  DatabaseServer first() {
    return new Database(server.firstDatabase());
  }

  private DatabaseServer create(String from) {
    String name = "fresh_" + ProcessHandle.current().pid() + "_" + created.incrementAndGet();
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(from), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE template0");
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create the database " + name, e);
    }
    return new Database(name);
  }

  private final class Database implements DatabaseServer {
    private final String name;

    Database(String name) {
      this.name = name;
    }

    @Override
    public String jdbcUrl() {
      return server.jdbcUrl(name);
    }

    @Override
    public String user() {
      return server.user();
    }

    @Override
    public String password() {
      return server.password();
    }

    @Override
    public void stop() {
      server.stop();
    }

    @Override
    public void start() {
      server.start();
    }

    @Override
    public DatabaseServer fresh() {
      return create(name);
    }

    @Override
    public String toString() {
      return jdbcUrl();
    }
  }
}
