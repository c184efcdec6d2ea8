package verdict.ingest.publish;

/** What became of one publish: every publish gets exactly one of these. */
public sealed interface Publication {

  /**
   * Every in-sync replica has the record.
   *
   * @param topic where
   * @param partition where
   * @param offset where
   */
  record Accepted(String topic, int partition, long offset) implements Publication {}

  /** A bound is reached: the record was not handed to Kafka and may be sent again at once. */
  record Full() implements Publication {}

  /** There is no way to Kafka at the moment: the record was not handed to it. */
  record Closed() implements Publication {}

  /**
   * No acknowledgement within the limit, or the producer gave up: the record may be in Kafka or
   * not. Sent again it is recognised as a duplicate by its id and revision.
   */
  record Unconfirmed() implements Publication {}

  /** The encoded application is larger than what is ever decided. */
  record TooLarge() implements Publication {}
}
