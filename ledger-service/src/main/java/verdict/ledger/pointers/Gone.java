package verdict.ledger.pointers;

/** Why the value of a pointer letter will never be in the ledger. */
public enum Gone {
  /** The log begins behind it. */
  AGED_OUT("retention took the record before it was copied"),
  /** Its coordinates are of no topic that the line reads now. */
  OTHER_TOPIC("its topic was deleted, or was never an input of this line"),
  /** Kafka lost records, or the letter never stood for one. */
  LOST("Kafka has no such record: none, or another, stands in its place"),
  /** {@link PointerLetter#VALUE_BOUND_BYTES}. */
  TOO_LARGE("it is larger than the ledger takes"),
  /** By an operator, in the database: docs/operations.md, Backup. */
  DELETED("the copy was deleted");

  private final String meaning;

  Gone(String meaning) {
    this.meaning = meaning;
  }

  /** For people. */
  public String meaning() {
    return meaning;
  }
}
