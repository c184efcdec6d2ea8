package verdict.ledger.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A lock that PostgreSQL holds for one session: it is gone when the session is, so a crashed holder
 * blocks nobody. Confined to one thread.
 */
public final class AdvisoryLock implements AutoCloseable {

  private static final Duration PROBE_WAIT = Duration.ofSeconds(2);

  private final Connection session;

  AdvisoryLock(Connection session) {
    this.session = session;
  }

  /** Asks PostgreSQL whether the session, and with it the lock, is still there. */
  public boolean held() {
    try {
      return session.isValid((int) PROBE_WAIT.toSeconds());
    } catch (SQLException e) {
      return false;
    }
  }

  /** Ends the session. */
  @Override
  public void close() {
    try {
      session.close();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }
}
