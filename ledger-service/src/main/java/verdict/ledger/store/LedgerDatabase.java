package verdict.ledger.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import verdict.kit.UnreachableException;

/**
 * A bounded pool of connections to the ledger's PostgreSQL. Opening it connects to nothing, so a
 * database that is away at start or later is waited for, not fatal. Thread-safe.
 */
public final class LedgerDatabase implements AutoCloseable {

  /** How long a caller waits for a connection. */
  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(5);

  /** A connection is replaced after this. */
  private static final Duration CONNECTION_LIFETIME = Duration.ofMinutes(30);

  /** A connection held longer is reported as leaked: longer than the longest read's own limit. */
  private static final Duration LEAK_THRESHOLD = Duration.ofMinutes(25);

  /**
   * No statement waits longer for PostgreSQL's answer: a vanished server must not hang us. A read
   * that takes its time names a limit of its own.
   */
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(90);

  /** How much later than PostgreSQL, which says why it ends a statement, the client gives up. */
  private static final Duration ANSWER_GRACE = Duration.ofSeconds(5);

  private static final Duration START_PROBE_INTERVAL = Duration.ofMillis(200);

  private final DatabaseAccess access;
  private final HikariDataSource pool;

  private LedgerDatabase(DatabaseAccess access, HikariDataSource pool) {
    this.access = access;
    this.pool = pool;
  }

  /** One unit of work in one transaction. */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    /** Commits when it returns, rolls back when it throws. */
    T in(Connection connection) throws SQLException;
  }

  /** Makes the pool. */
  public static LedgerDatabase open(DatabaseAccess access) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("ledger");
    config.setJdbcUrl(access.url());
    config.setUsername(access.user());
    config.setPassword(access.password());
    config.setMaximumPoolSize(access.connections());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
    config.setMaxLifetime(CONNECTION_LIFETIME.toMillis());
    config.setLeakDetectionThreshold(LEAK_THRESHOLD.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setAutoCommit(false);
    driverProperties().forEach((name, value) -> config.addDataSourceProperty((String) name, value));
    return new LedgerDatabase(access, new HikariDataSource(config));
  }

  /**
   * Waits until PostgreSQL answers.
   *
   * @throws UnreachableException if it does not within {@code limit}; at least one try is made
   */
  public void await(Duration limit) {
    await(limit, "select 1", "PostgreSQL does not answer");
  }

  /**
   * Waits until PostgreSQL answers and has all of the ledger's tables.
   *
   * @throws UnreachableException if it does not within {@code limit}; at least one try is made
   */
  public void awaitTables(Duration limit) {
    await(
        limit,
        "select 1 from ops.pointer_values where false",
        "PostgreSQL does not answer, or no ledger service has made its tables yet");
  }

  private void await(Duration limit, String probe, String otherwise) {
    Deadline deadline = Deadline.after(limit, System::nanoTime);
    while (true) {
      try {
        read(connection -> connection.createStatement().execute(probe));
        return;
      } catch (DatabaseException e) {
        if (deadline.passed()) {
          throw new UnreachableException(
              otherwise + " at " + access + " after " + limit.toSeconds() + " s: " + told(e));
        }
        deadline.pause(START_PROBE_INTERVAL);
      }
    }
  }

  private static String told(DatabaseException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ", " + failure.getMessage();
  }

  /** Creates or updates the tables; safe to run by several services at once. */
  public void migrate() {
    Flyway.configure()
        .dataSource(access.url(), access.user(), access.password())
        .schemas("ops", "view")
        .defaultSchema("ops")
        .table("migrations")
        .locations("classpath:verdict/ledger/migrations")
        .load()
        .migrate();
  }

  /**
   * Reads in one read-only snapshot (REPEATABLE READ).
   *
   * @throws DatabaseException if PostgreSQL is away or refuses
   */
  public <T extends @Nullable Object> T read(Work<T> work) {
    return run(work, Connection.TRANSACTION_REPEATABLE_READ, true);
  }

  /**
   * As {@link #read(Work)}, with another limit for each of its statements. PostgreSQL ends one that
   * takes longer, so that nothing goes on working for a client that has given up.
   *
   * @throws DatabaseException if PostgreSQL is away, refuses, or did not answer a statement in time
   */
  public <T extends @Nullable Object> T read(Work<T> work, Duration statementLimit) {
    return read(
        connection -> {
          // The pool gives the connection its own limit back.
          connection.setNetworkTimeout(
              Runnable::run, Math.toIntExact(statementLimit.plus(ANSWER_GRACE).toMillis()));
          try (Statement statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = " + statementLimit.toMillis());
          }
          return work.in(connection);
        });
  }

  /**
   * Writes in one transaction (READ COMMITTED).
   *
   * @throws DatabaseException if PostgreSQL is away or refuses; then nothing was written, unless
   *     the answer to the commit was lost
   */
  public <T extends @Nullable Object> T write(Work<T> work) {
    return run(work, Connection.TRANSACTION_READ_COMMITTED, false);
  }

  private <T extends @Nullable Object> T run(Work<T> work, int isolation, boolean readOnly) {
    try (Connection connection = pool.getConnection()) {
      connection.setTransactionIsolation(isolation);
      connection.setReadOnly(readOnly);
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException failure) {
        rollBack(connection, failure);
        throw failure;
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static void rollBack(Connection connection, Exception failure) {
    try {
      connection.rollback();
    } catch (SQLException again) {
      failure.addSuppressed(again);
    }
  }

  /**
   * Takes a session's advisory lock on a connection of its own, outside the pool.
   *
   * @return null if another session holds it
   * @throws DatabaseException if PostgreSQL is away
   */
  public @Nullable AdvisoryLock tryLock(long key) {
    try {
      Properties properties = driverProperties();
      properties.setProperty("user", access.user());
      properties.setProperty("password", access.password());
      Connection connection = DriverManager.getConnection(access.url(), properties);
      try (PreparedStatement statement =
          connection.prepareStatement("select pg_try_advisory_lock(?)")) {
        statement.setLong(1, key);
        try (ResultSet row = statement.executeQuery()) {
          if (row.next() && row.getBoolean(1)) {
            return new AdvisoryLock(connection);
          }
        }
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      connection.close();
      return null;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static Properties driverProperties() {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "verdict-ledger");
    properties.setProperty("connectTimeout", Long.toString(CONNECTION_WAIT.toSeconds()));
    properties.setProperty("socketTimeout", Long.toString(ANSWER_WAIT.toSeconds()));
    properties.setProperty("tcpKeepAlive", "true");
    // The server's details quote values of rows; they must not reach a log.
    properties.setProperty("logServerErrorDetail", "false");
    return properties;
  }

  /** Closes every connection of the pool. */
  @Override
  public void close() {
    pool.close();
  }
}
