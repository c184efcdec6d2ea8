package verdict.ledger.store;

import verdict.kit.Configuration;
import verdict.kit.DatabaseSettings;

/**
 * Where the ledger's PostgreSQL is and as whom to log in.
 *
 * @param url JDBC URL
 * @param connections size of the pool, 1 or more
 */
public record DatabaseAccess(String url, String user, String password, int connections) {

  public DatabaseAccess {
    if (connections < 1) {
      throw new IllegalArgumentException("a pool needs a connection");
    }
  }

  /** What the shared database settings say. */
  public static DatabaseAccess from(Configuration configuration, int connections) {
    return new DatabaseAccess(
        configuration.get(DatabaseSettings.URL),
        configuration.get(DatabaseSettings.USER),
        configuration.get(DatabaseSettings.PASSWORD),
        connections);
  }

  /** Without any password, the URL's own included. */
  @Override
  public String toString() {
    return DatabaseSettings.URL.shown(url) + " as " + user;
  }
}
