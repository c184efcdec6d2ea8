package verdict.ingest.lookup;

import verdict.kit.DatabaseSettings;

/** How to log in to the ledger's PostgreSQL. */
public record Database(String url, String user, String password) {

  /** Without any password, the URL's own included. */
  @Override
  public String toString() {
    return "Database[url=" + DatabaseSettings.URL.shown(url) + ", user=" + user + "]";
  }
}
