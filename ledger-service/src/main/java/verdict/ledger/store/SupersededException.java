package verdict.ledger.store;

/** Another ledger has moved a position that this one believed to own: this one is a zombie. */
public final class SupersededException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SupersededException() {
    super("another ledger has moved the positions; this one stops writing");
  }
}
