package verdict.ledger.letters;

/** What became of a letter. */
public enum LetterStatus {
  /** Nobody has replayed it. */
  OPEN,
  /** Its bytes were sent again; the outcome is not known yet. */
  REPLAYING,
  /** Its replay became a score event. */
  RESOLVED,
  /** Its replay became another letter. */
  FAILED_AGAIN,
  /** The letter of a third replay: it is not sent again. */
  QUARANTINED
}
