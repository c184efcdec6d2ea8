package verdict.ledger.store;

import java.sql.SQLException;

/** PostgreSQL did not do what was asked: away, or a bug in the statement. */
public final class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DatabaseException(SQLException cause) {
    // The driver's message may quote a row's values; the state is all that may be told.
    super("PostgreSQL answered with state " + cause.getSQLState(), cause);
  }
}
