package verdict.ingest.lookup;

/** What a lookup found. */
public sealed interface LookupAnswer {

  /** The newest revision. */
  record Found(ApplicationStatus status) implements LookupAnswer {}

  /** The ledger does not know it, or not yet. */
  record Unknown() implements LookupAnswer {}

  /** Too many lookups wait already. */
  record Busy() implements LookupAnswer {}

  /** The database did not answer. */
  record Unavailable() implements LookupAnswer {}
}
