package verdict.testkit;

/**
 * One database of a PostgreSQL server for tests. The server is shared by every test of the process:
 * a test that writes takes a {@link #fresh()} database.
 */
public interface DatabaseServer {
  /** URL without user and password; the same before and after a restart. */
  String jdbcUrl();

  String user();

  String password();

  /** Stops the server with all its databases, ending every connection; data is kept. */
  void stop();

  /** Starts it again: same data, same port. */
  void start();

  /** A new, empty database on the same server, owned by {@link #user()}. */
  DatabaseServer fresh();
}
