package verdict.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server on the loopback address: its processes are children of this one and stop
 * with it.
 *
 * <p>Holds the database {@code verdict}, owned by the user {@code verdict} with the password {@code
 * verdict}, who may create further databases but is no superuser. The binaries are unpacked once
 * into the folder for temporary files. A server that a killed process left behind on the same
 * directory is stopped first. Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  /** Name of the database, of its owner and of the owner's password. */
  public static final String NAME = "verdict";

  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Path dataDirectory;
  private final int port;
  private final Durability durability;
  private io.zonky.test.db.postgres.embedded.@Nullable EmbeddedPostgres server;
  private @Nullable StopAtExit exit;

  private EmbeddedPostgres(Path dataDirectory, int port, Durability durability) {
    this.dataDirectory = dataDirectory.toAbsolutePath().normalize();
    this.port = port;
    this.durability = durability;
  }

  /**
   * Starts a server and returns when it accepts connections.
   *
   * @param dataDirectory holds the database; created if absent, continued if it holds an earlier
   *     run's
   * @param port of 127.0.0.1; 0 takes a free one
   * @throws EmbeddedServerException if the port or the directory is in use, or the server does not
   *     start
   */
  public static EmbeddedPostgres start(Path dataDirectory, int port, Durability durability) {
    EmbeddedPostgres postgres =
        new EmbeddedPostgres(dataDirectory, LoopbackPort.claim(port), durability);
    postgres.start();
    return postgres;
  }

  /**
   * URL of the database {@code verdict}, without user and password; the same for the life of this
   * object.
   */
  public String jdbcUrl() {
    return jdbcUrl(NAME);
  }

  /** URL of another database of this server. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://" + LoopbackPort.HOST + ":" + port + "/" + database;
  }

  public String user() {
    return NAME;
  }

  public String password() {
    return NAME;
  }

  public int port() {
    return port;
  }

  /** Starts the server again on the same data and port; does nothing while it runs. */
  public synchronized void start() {
    if (server != null) {
      return;
    }
    OrphanedPostgres.stopOn(dataDirectory);
    LoopbackPort.requireFree("PostgreSQL", port);
    try {
      String password = SuperuserPassword.of(dataDirectory);
      var starting = builder(password).start();
      try {
        DatabaseSetup.apply(starting.getPostgresDatabase(), dataDirectory, password);
      } catch (SQLException | IOException | RuntimeException e) {
        starting.close();
        throw e;
      }
      server = starting;
      exit = StopAtExit.register(this::stop);
    } catch (IOException | SQLException | RuntimeException e) {
      throw new EmbeddedServerException(
          "PostgreSQL did not start on "
              + LoopbackPort.HOST
              + ":"
              + port
              + " with data in "
              + dataDirectory
              + ": "
              + e.getMessage(),
          e);
    }
    log.atInfo()
        .addKeyValue("address", LoopbackPort.HOST + ":" + port)
        .addKeyValue("data", dataDirectory)
        .log("PostgreSQL started");
  }

  /**
   * Stops the server, ending its connections, and keeps its data; does nothing while it is stopped.
   */
  public synchronized void stop() {
    var running = server;
    if (running == null) {
      return;
    }
    server = null;
    try {
      running.close();
      if (exit != null) {
        exit.cancel();
      }
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "PostgreSQL with data in " + dataDirectory + " did not stop", e);
    }
    log.atInfo().addKeyValue("address", LoopbackPort.HOST + ":" + port).log("PostgreSQL stopped");
  }

  @Override
  public void close() {
    stop();
  }

  private io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder builder(
      String superuserPassword) {
    var builder =
        io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
            .setDataDirectory(dataDirectory)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(
                false) // It would stop the server under services that are still draining.
            .setPort(port)
            .setPGStartupWait(START_LIMIT)
            .setConnectConfig("password", superuserPassword)
            .setLocaleConfig("locale", "C.UTF-8");
    settings().forEach(builder::setServerConfig);
    return builder;
  }

  private Map<String, String> settings() {
    // The launcher starts servers with both of these off.
    String flush = durability == Durability.POWER_LOSS ? "on" : "off";
    return Map.of(
        "fsync",
        flush,
        "synchronous_commit",
        flush,
        "full_page_writes",
        flush,
        "listen_addresses",
        LoopbackPort.HOST,
        // No socket file: its usual folder is shared by every server of the machine.
        "unix_socket_directories",
        "''",
        "shared_buffers",
        "32MB",
        "max_connections",
        "50");
  }
}
