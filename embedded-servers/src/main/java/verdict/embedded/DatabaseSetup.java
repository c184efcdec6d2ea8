package verdict.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Turns a server that the launcher has just initialized into ours; each step is done once and
 * skipped afterwards.
 */
final class DatabaseSetup {
  private static final String ACCESS =
      """
      # Written by Verdict: passwords for everybody, over the loopback address only.
      host all all 127.0.0.1/32 scram-sha-256
      """;

  private DatabaseSetup() {}

  static void apply(DataSource superuser, Path dataDirectory, String superuserPassword)
      throws SQLException, IOException {
    try (Connection connection = superuser.getConnection();
        Statement statement = connection.createStatement()) {
      if (!exists(
          statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + EmbeddedPostgres.NAME + "'")) {
        statement.execute(
            "CREATE ROLE "
                + EmbeddedPostgres.NAME
                + " LOGIN CREATEDB PASSWORD '"
                + EmbeddedPostgres.NAME
                + "'");
      }
      if (!exists(
          statement, "SELECT 1 FROM pg_database WHERE datname = '" + EmbeddedPostgres.NAME + "'")) {
        statement.execute(
            "CREATE DATABASE " + EmbeddedPostgres.NAME + " OWNER " + EmbeddedPostgres.NAME);
      }
      requirePasswords(statement, dataDirectory.resolve("pg_hba.conf"), superuserPassword);
    }
  }

  /**
   * A fresh server trusts everybody: it does so until this has run, and only on the loopback
   * address.
   */
  private static void requirePasswords(Statement statement, Path access, String superuserPassword)
      throws SQLException, IOException {
    if (Files.readString(access).equals(ACCESS)) {
      return;
    }
    statement.execute("ALTER ROLE postgres PASSWORD '" + superuserPassword + "'");
    Files.writeString(access, ACCESS);
    statement.execute("SELECT pg_reload_conf()");
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }
}
