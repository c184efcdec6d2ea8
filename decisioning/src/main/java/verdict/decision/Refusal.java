package verdict.decision;

/** Why an application cannot be decided. The names are those of the letters' error codes. */
public enum Refusal {
  /** No bundle serves the product. */
  UNKNOWN_PRODUCT,
  /** An envelope field is malformed, out of the bundle's range, or in another currency. */
  INVALID_FIELD,
  /**
   * A declared attribute has another type, a value that the bundle does not allow, or is missing
   * though required.
   */
  INVALID_ATTRIBUTE,
  /** A policy rule failed while it ran: null, type, division, overflow. */
  POLICY_FAILED
}
