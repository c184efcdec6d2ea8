package verdict.ledger.replay;

/** Why a letter is not replayed. */
public enum Refusal {
  /** The ledger has no letter of that id. */
  UNKNOWN_LETTER("the ledger has no such letter"),
  /** Its bytes are on their way already. */
  REPLAY_ACTIVE("a replay of it is under way; its outcome is not known yet"),
  /** Its replay was scored. */
  ALREADY_RESOLVED("its replay was scored already"),
  /** Its replay failed: the newer letter is the one to replay. */
  FAILED_AGAIN("its replay failed again; replay the newer letter"),
  /** {@link Replayer#ROUNDS_BOUND} replays are behind it. */
  QUARANTINED("it has failed after 3 replays and is quarantined"),
  /** It only stands for a value that did not fit. */
  NO_VALUE("it is a pointer: it does not hold the original value"),
  /** Retention has taken it, or the letter topic was made again. */
  AGED_OUT("the letter topic no longer has its bytes");

  private final String meaning;

  Refusal(String meaning) {
    this.meaning = meaning;
  }

  /** For people. */
  public String meaning() {
    return meaning;
  }
}
