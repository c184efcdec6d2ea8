package verdict.ingest.lookup;

/** How to log in to the ledger's PostgreSQL. */
public record Database(String url, String user, String password) {

  /** Without the password. */
  @Override
  public String toString() {
    return "Database[url=" + url + ", user=" + user + "]";
  }
}
