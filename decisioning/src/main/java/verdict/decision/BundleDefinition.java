package verdict.decision;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A bundle as its files say it, checked as a whole. One component for each file. Immutable.
 *
 * @param challenger a second model that decides nothing
 */
public record BundleDefinition(
    Terms terms,
    List<Rule> policy,
    Scorecard scorecard,
    Baseline baseline,
    Optional<Challenger> challenger) {
  public BundleDefinition {
    policy = List.copyOf(policy);
  }

  /**
   * What {@code bundle.yaml} says.
   *
   * @param amountMinor the amounts that are taken, in minor units of the currency
   * @param termMonths the terms that are taken, in months
   * @param attributes by name
   */
  public record Terms(
      String name,
      String version,
      String product,
      String currency,
      Optional<String> description,
      Range amountMinor,
      Range termMonths,
      Governance governance,
      List<Attribute> attributes,
      Cutoffs cutoffs,
      ReasonBaseline reasonBaseline) {
    public Terms {
      attributes = List.copyOf(attributes);
    }
  }

  /**
   * Who answers for a bundle.
   *
   * @param validUntil the last day on which it may be used
   * @param trainingDataSha256 of the data that the scorecard was made from
   */
  public record Governance(
      String owner,
      String purpose,
      String approvedBy,
      LocalDate validUntil,
      String trainingDataSha256) {}

  /**
   * A declared input.
   *
   * @param required a missing value refuses the application
   * @param values the values of a text, sorted; absent: any
   * @param min the smallest value of a number; absent: none is too small
   * @param max the largest value of a number; absent: none is too large
   */
  public record Attribute(
      String name,
      AttributeType type,
      boolean required,
      Optional<List<String>> values,
      Optional<BigDecimal> min,
      Optional<BigDecimal> max,
      Optional<String> unit,
      Optional<String> description) {}

  /**
   * One policy rule.
   *
   * @param when a condition in CEL
   */
  public record Rule(
      String id,
      Decision outcome,
      String when,
      String reasonCode,
      String reasonText,
      Optional<String> description) {}

  /**
   * What {@code scorecard.yaml} says.
   *
   * @param pdo points that double the odds
   * @param baseScore the score at which the odds are {@code baseOdds}
   * @param baseOdds good to bad
   */
  public record Scorecard(
      int basePoints,
      BigDecimal pdo,
      int baseScore,
      BigDecimal baseOdds,
      List<Characteristic> characteristics) {
    public Scorecard {
      characteristics = List.copyOf(characteristics);
    }
  }

  /**
   * One input that is scored.
   *
   * @param name a declared attribute, {@code amountMinor} or {@code termMonths}
   * @param baselinePoints mean points of the development sample
   * @param cutoffPoints mean points of the sample at the cut-off
   * @param missing points of a missing value; absent: it is never missing
   * @param other points of a value that no bin holds; absent: every value has its bin
   */
  public record Characteristic(
      String name,
      String reasonCode,
      String reasonText,
      BigDecimal baselinePoints,
      Optional<BigDecimal> cutoffPoints,
      List<Bin> bins,
      Optional<Integer> missing,
      Optional<Integer> other,
      Optional<String> description) {
    public Characteristic {
      bins = List.copyOf(bins);
    }
  }

  /** Values that score alike. */
  public sealed interface Bin {
    int points();

    /** {@code (8, 15]} for numbers, {@code free|rent} for a group of values. */
    String label();
  }

  /** The numbers of an interval. */
  public record NumberBin(Interval interval, int points) implements Bin {
    @Override
    public String label() {
      return interval.toString();
    }
  }

  /** A group of values, each a String or a Boolean. */
  public record ValueBin(List<Object> values, int points) implements Bin {
    public ValueBin {
      values = List.copyOf(values);
    }

    @Override
    public String label() {
      return String.join("|", values.stream().map(Object::toString).toList());
    }
  }

  /**
   * What {@code baseline.yaml} says of the development sample: the distributions that drift is
   * measured against.
   *
   * @param characteristics in the scorecard's order
   */
  public record Baseline(List<BinShares> characteristics, List<ScoreShare> scores) {
    public Baseline {
      characteristics = List.copyOf(characteristics);
      scores = List.copyOf(scores);
    }
  }

  /**
   * How the sample spreads over one characteristic's bins.
   *
   * @param bins one share for each bin, in the scorecard's order
   */
  public record BinShares(
      String name,
      List<BigDecimal> bins,
      Optional<BigDecimal> missing,
      Optional<BigDecimal> other) {
    public BinShares {
      bins = List.copyOf(bins);
    }
  }

  /** The share of the sample whose score lies in an interval. */
  public record ScoreShare(Interval interval, BigDecimal share) {}

  /**
   * A LightGBM model and how an application becomes its features.
   *
   * @param features in the model's order
   * @param model LightGBM's text format
   */
  public record Challenger(List<Feature> features, String model) {
    public Challenger {
      features = List.copyOf(features);
    }
  }

  /**
   * One feature of the model.
   *
   * @param name the model's name for it
   * @param input a declared attribute, {@code amountMinor} or {@code termMonths}
   * @param divideBy what a number is divided by before the model sees it
   * @param categories a value's number is its place in this list, from 0; Strings or Booleans
   */
  public record Feature(
      String name,
      String input,
      Optional<BigDecimal> divideBy,
      Optional<List<Object>> categories) {}
}
