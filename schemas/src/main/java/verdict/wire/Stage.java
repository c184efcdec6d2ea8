package verdict.wire;

/** Where on the line an application became a letter. */
public enum Stage {
  /** Bytes to {@link LoanApplication}. */
  DECODE,
  /** Key, envelope fields, product, declared attributes. */
  VALIDATE,
  /** Policy rules. */
  POLICY,
  /** Scorecard and model. */
  SCORE,
  /** Decision to bytes. */
  ENCODE
}
