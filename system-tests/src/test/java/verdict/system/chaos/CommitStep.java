package verdict.system.chaos;

/** The places on the way of a transaction at which a process is made to die. */
enum CommitStep {
  /** A transaction is begun, nothing is sent. */
  BEGUN,
  /** Some outputs were handed to the producer. */
  SOME_SENT,
  /** All outputs were handed to the producer, the offsets not yet. */
  ALL_SENT,
  /** The offsets have joined the transaction. */
  OFFSETS_SENT,
  /** The broker has committed, and the answer does not arrive. */
  COMMIT_UNANSWERED,
  /** The commit is answered, and nothing more is done. */
  COMMITTED;

  /** Whether its transaction is open, as far as the process knows. */
  boolean isOpen() {
    return this != COMMITTED;
  }
}
