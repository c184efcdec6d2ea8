package verdict.embedded;

/** What a commit of the embedded PostgreSQL survives. */
public enum Durability {
  /** A power cut: every commit is flushed to the disk. */
  POWER_LOSS,
  /** The death of the process only, several times faster: for tests. */
  PROCESS_DEATH
}
