package verdict.ledger.replay;

/** Another replay began while this one ran: this one sends no more. */
public final class ReplayFencedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ReplayFencedException(long replayed) {
    super(
        "another replay has begun; this one stopped after "
            + replayed
            + " letters. Ask again when the other has ended");
  }
}
