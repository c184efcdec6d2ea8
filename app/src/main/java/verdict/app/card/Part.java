package verdict.app.card;

import verdict.decision.Interval;

/** One thing that a printed bin holds. */
sealed interface Part {

  /** The numbers between two edges. */
  record Numbers(Interval interval) implements Part {}

  /** One value of a text or of a boolean. */
  record Category(String value) implements Part {}

  /** No value at all. */
  record Missing() implements Part {}

  /**
   * Values that the modeller set apart, and that the table does not tell.
   *
   * @param label what the table calls them
   */
  record Codes(String label) implements Part {}
}
