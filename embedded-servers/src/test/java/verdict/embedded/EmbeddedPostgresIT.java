package verdict.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedPostgresIT {
  @TempDir Path folder;

  @Test
  void keeps_rows_across_a_restart_and_across_servers_on_the_same_directory() throws SQLException {
    int port;
    try (EmbeddedPostgres postgres = start(0, Durability.POWER_LOSS)) {
      port = postgres.port();
      execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
      postgres.stop();
      postgres.start();
      assertThat(query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
    }
    try (EmbeddedPostgres next = start(port, Durability.POWER_LOSS)) {
      assertThat(query(next, "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void flushes_commits_unless_told_otherwise() throws SQLException {
    try (EmbeddedPostgres durable = start(0, Durability.POWER_LOSS)) {
      assertThat(query(durable, "SHOW fsync")).isEqualTo("on");
      assertThat(query(durable, "SHOW synchronous_commit")).isEqualTo("on");
    }
    try (EmbeddedPostgres fast = start(0, Durability.PROCESS_DEATH)) {
      assertThat(query(fast, "SHOW fsync")).isEqualTo("off");
    }
  }

  @Test
  void listens_on_the_loopback_address_and_wants_the_password() throws SQLException {
    try (EmbeddedPostgres postgres = start(0, Durability.PROCESS_DEATH)) {
      assertThat(query(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "verdict", "wrong"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(
              () -> DriverManager.getConnection(postgres.jdbcUrl(), "postgres", "postgres"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void stops_a_server_that_a_killed_process_left_behind() throws Exception {
    EmbeddedPostgres next = null;
    Process killed = hostInAnotherProcess();
    long orphan = postmaster();
    try {
      killed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      assertThat(ProcessHandle.of(orphan)).isPresent();

      next = start(0, Durability.PROCESS_DEATH);

      assertThat(ProcessHandle.of(orphan)).isEmpty();
      assertThat(query(next, "SELECT answer FROM kept")).isEqualTo("42");
    } finally {
      if (next != null) {
        next.close();
      }
      ProcessHandle.of(orphan).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void leaves_the_server_of_a_living_process_alone() throws Exception {
    Process host = hostInAnotherProcess();
    try {
      assertThatThrownBy(() -> start(0, Durability.PROCESS_DEATH))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("in use by another running process");
      assertThat(ProcessHandle.of(postmaster())).isPresent();
    } finally {
      host.destroy();
      host.waitFor(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void recognizes_a_process_number_that_belongs_to_another_program_now() throws Exception {
    try (EmbeddedPostgres postgres = start(0, Durability.PROCESS_DEATH)) {
      execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
    }
    String ours = ProcessHandle.current().pid() + "\n" + data() + "\n";
    Files.writeString(data().resolve("postmaster.pid"), ours);

    try (EmbeddedPostgres next = start(0, Durability.PROCESS_DEATH)) {
      assertThat(query(next, "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  /** {@link PostgresHost} in a process of its own; returns when its server runs and has a table. */
  private Process hostInAnotherProcess() throws IOException {
    Process host =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PostgresHost.class.getName(),
                data().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = host.inputReader().readLine();
    assertThat(line).isEqualTo(PostgresHost.READY);
    return host;
  }

  private long postmaster() throws IOException {
    return Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).get(0).strip());
  }

  private Path data() {
    return folder.resolve("postgres");
  }

  private EmbeddedPostgres start(int port, Durability durability) {
    return EmbeddedPostgres.start(data(), port, durability);
  }

  static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }
}
