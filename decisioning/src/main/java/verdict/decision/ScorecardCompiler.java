package verdict.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import verdict.decision.BundleDefinition.Terms;

/** Compiles a checked scorecard. */
final class ScorecardCompiler {
  static final String MISSING = "missing";
  static final String OTHER = "other";

  private final Terms terms;
  private final Inputs inputs;
  private final Map<String, BundleDefinition.Attribute> declared;

  ScorecardCompiler(Terms terms, Inputs inputs) {
    this.terms = terms;
    this.inputs = inputs;
    this.declared =
        Stream.concat(
                terms.attributes().stream(),
                Stream.of(
                    Inputs.envelopeField(Inputs.AMOUNT_MINOR, terms.amountMinor()),
                    Inputs.envelopeField(Inputs.TERM_MONTHS, terms.termMonths())))
            .collect(
                Collectors.toUnmodifiableMap(
                    BundleDefinition.Attribute::name, Function.identity()));
  }

  Scorecard compile(BundleDefinition.Scorecard definition) {
    Scaling scaling =
        new Scaling(
            definition.pdo().doubleValue(),
            definition.baseScore(),
            definition.baseOdds().doubleValue());
    List<Characteristic> characteristics =
        definition.characteristics().stream().map(this::compile).toList();
    return new Scorecard(definition.basePoints(), scaling, characteristics);
  }

  private Characteristic compile(BundleDefinition.Characteristic definition) {
    String name = definition.name();
    Binning binning =
        new BinningCompiler(definition).compile(Objects.requireNonNull(declared.get(name), name));
    List<Characteristic.Bin> bins = new ArrayList<>();
    for (BundleDefinition.Bin bin : definition.bins()) {
      bins.add(bin(definition, bin.label(), bin.points()));
    }
    definition.other().ifPresent(points -> bins.add(bin(definition, OTHER, points)));
    Optional<Characteristic.Bin> missing =
        definition.missing().map(points -> bin(definition, MISSING, points));
    int slot = Objects.requireNonNull(inputs.slot(name), name);
    return new Characteristic(slot, binning, bins, missing);
  }

  private Characteristic.Bin bin(
      BundleDefinition.Characteristic definition, String label, int points) {
    BigDecimal baseline =
        switch (terms.reasonBaseline()) {
          case POPULATION -> definition.baselinePoints();
          case CUTOFF -> definition.cutoffPoints().orElseThrow();
        };
    CharacteristicScore score =
        new CharacteristicScore(
            definition.name(), label, points, baseline.doubleValue(), definition.reasonCode());
    double shortfall = baseline.subtract(BigDecimal.valueOf(points)).doubleValue();
    return new Characteristic.Bin(score, shortfall, definition.reasonText());
  }
}
