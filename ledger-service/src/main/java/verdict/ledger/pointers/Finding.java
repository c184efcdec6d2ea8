package verdict.ledger.pointers;

/** What a look for a letter's value in Kafka gave. An outage is none: it is thrown. */
sealed interface Finding {

  /** The value, checked against the letter. */
  // An array, because it is a record's bytes; nobody compares two of these.
  @SuppressWarnings("ArrayRecordComponent")
  record Found(byte[] value) implements Finding {}

  /** It is not there and never will be. */
  record Missing(Gone why) implements Finding {}
}
