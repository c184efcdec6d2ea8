package verdict.kit;

import java.util.List;

/** Where the ledger's PostgreSQL is: the names that every service with a database shares. */
public final class DatabaseSettings {
  /** JDBC URL. */
  public static final Setting<String> URL =
      Setting.text(
          "VERDICT_DATABASE_URL",
          "jdbc:postgresql://127.0.0.1:5432/verdict",
          "JDBC URL of the ledger's PostgreSQL.");

  /** Role to log in with. */
  public static final Setting<String> USER =
      Setting.text("VERDICT_DATABASE_USER", "verdict", "Role that the service logs in with.");

  /** The role's password. */
  public static final Setting<String> PASSWORD =
      Setting.secret("VERDICT_DATABASE_PASSWORD", "verdict", "The role's password.");

  private DatabaseSettings() {}

  /** In the order in which they are described. */
  public static List<Setting<?>> all() {
    return List.of(URL, USER, PASSWORD);
  }
}
