package verdict.decision;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A bundle as its file says it: well-formed field by field, not yet checked as a whole nor
 * compiled.
 *
 * @param hash SHA-256 over the canonical content
 */
record BundleDefinition(
    String name,
    String version,
    String product,
    String currency,
    Range amountMinor,
    Range termMonths,
    List<Attribute> attributes,
    List<Rule> policy,
    Scorecard scorecard,
    Cutoffs cutoffs,
    String hash) {

  /**
   * @param values the allowed values of a string; empty: any
   */
  record Attribute(String name, AttributeType type, Optional<List<String>> values) {}

  record Rule(
      String path,
      String id,
      Decision outcome,
      String when,
      String reasonCode,
      String reasonText) {}

  record Scorecard(int basePoints, Scaling scaling, List<Characteristic> characteristics) {}

  /**
   * @param missingPoints for attributes only: envelope fields are never missing
   */
  record Characteristic(
      String path,
      String name,
      String reasonCode,
      String reasonText,
      BigDecimal baselinePoints,
      Optional<Integer> missingPoints,
      List<Bin> bins) {}

  sealed interface Bin {
    int points();
  }

  /** Up to and including a number; without one, everything above. */
  record NumberBin(Optional<BigDecimal> maxInclusive, int points) implements Bin {}

  /** A group of values, each a String or a Boolean. */
  record ValueBin(List<Object> values, int points) implements Bin {}
}
