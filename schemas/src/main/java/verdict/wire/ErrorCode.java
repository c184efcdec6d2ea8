package verdict.wire;

/**
 * Why a record became a letter: the one name that log, metric, header and docs/letters.md share.
 *
 * <p>A code never changes its meaning; new ones are added at the end of their stage.
 */
public enum ErrorCode {
  /**
   * The value does not start with the single-object marker, or bytes are left over after the
   * record.
   */
  UNDECODABLE(Stage.DECODE, false),
  /** The value ends before the record does. */
  TRUNCATED(Stage.DECODE, false),
  /** The value names a schema that this release does not ship. */
  UNKNOWN_SCHEMA(Stage.DECODE, true),
  /** The value is null or has no bytes. */
  EMPTY_VALUE(Stage.DECODE, false),
  /** The value is over {@link Topic#VALUE_BOUND_BYTES}. */
  VALUE_TOO_LARGE(Stage.DECODE, false),
  /** The record's key is null or not the application's id: its order could not be kept. */
  KEY_MISMATCH(Stage.VALIDATE, false),
  /** No bundle decides this product. */
  UNKNOWN_PRODUCT(Stage.VALIDATE, true),
  /** An envelope field is outside its range. */
  INVALID_FIELD(Stage.VALIDATE, false),
  /** An attribute has the wrong type or a value that the bundle does not know. */
  INVALID_ATTRIBUTE(Stage.VALIDATE, true),
  /** A policy rule failed while it ran. */
  POLICY_FAILED(Stage.POLICY, true),
  /** The decision code threw. */
  SCORING_FAILED(Stage.SCORE, true),
  /** The decision took longer than its deadline, in two attempts; in one, if no thread was left. */
  SCORING_TIMEOUT(Stage.SCORE, true),
  /** The record ended the scoring process three times. */
  PROCESS_KILLED(Stage.SCORE, false),
  /** The score event is larger than its topic takes. */
  OUTPUT_TOO_LARGE(Stage.ENCODE, true);

  private final Stage stage;
  private final boolean retryable;

  ErrorCode(Stage stage, boolean retryable) {
    this.stage = stage;
    this.retryable = retryable;
  }

  /** Where it happens. */
  public Stage stage() {
    return stage;
  }

  /** Whether the same bytes may succeed after a bundle, a schema or a release was mended. */
  public boolean retryable() {
    return retryable;
  }
}
