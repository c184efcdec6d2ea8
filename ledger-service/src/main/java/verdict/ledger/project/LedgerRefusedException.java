package verdict.ledger.project;

/** The database and the topics do not belong together; reading on would falsify the proof. */
public final class LedgerRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LedgerRefusedException(String message) {
    super(message);
  }
}
