package verdict.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a scorecard against the declared inputs and compiles it. */
final class ScorecardCompiler {
  static final String MISSING = "missing";

  private final Inputs inputs;
  private final Problems problems;

  ScorecardCompiler(Inputs inputs, Problems problems) {
    this.inputs = inputs;
    this.problems = problems;
  }

  Scorecard compile(BundleDefinition.Scorecard definition) {
    List<Characteristic> characteristics = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (BundleDefinition.Characteristic characteristic : definition.characteristics()) {
      if (!names.add(characteristic.name())) {
        problems.add(characteristic.path() + ".name", characteristic.name() + " is scored twice");
      }
      compile(characteristic).ifPresent(characteristics::add);
    }
    return new Scorecard(definition.basePoints(), definition.scaling(), characteristics);
  }

  private Optional<Characteristic> compile(BundleDefinition.Characteristic definition) {
    String name = definition.name();
    Integer slot = inputs.slot(name);
    if (slot == null || name.equals(Inputs.SUBMITTED_AT)) {
      problems.add(
          definition.path() + ".name",
          "unknown characteristic "
              + name
              + ": neither a declared attribute nor amountMinor nor termMonths");
      return Optional.empty();
    }
    Attribute attribute = inputs.attribute(name);
    checkMissingPoints(definition, attribute);
    BinningCompiler compiler = new BinningCompiler(definition, problems);
    Optional<Binning> binning = attribute == null ? compiler.longs() : compiler.compile(attribute);
    if (binning.isEmpty()) {
      return Optional.empty();
    }
    List<Characteristic.Bin> bins = new ArrayList<>();
    List<String> labels = BinLabels.of(definition.bins());
    for (int i = 0; i < labels.size(); i++) {
      bins.add(bin(definition, labels.get(i), definition.bins().get(i).points()));
    }
    Optional<Characteristic.Bin> missing =
        definition.missingPoints().map(points -> bin(definition, MISSING, points));
    return Optional.of(new Characteristic(slot, binning.get(), bins, missing));
  }

  private void checkMissingPoints(
      BundleDefinition.Characteristic definition, @Nullable Attribute attribute) {
    if (attribute != null && definition.missingPoints().isEmpty()) {
      problems.add(definition.path() + ".missingPoints", "required: an attribute may be missing");
    }
    if (attribute == null && definition.missingPoints().isPresent()) {
      problems.add(
          definition.path() + ".missingPoints",
          definition.name() + " is never missing; leave it out");
    }
  }

  private static Characteristic.Bin bin(
      BundleDefinition.Characteristic definition, String label, int points) {
    BigDecimal baseline = definition.baselinePoints();
    CharacteristicScore score =
        new CharacteristicScore(
            definition.name(), label, points, baseline.doubleValue(), definition.reasonCode());
    double shortfall = baseline.subtract(BigDecimal.valueOf(points)).doubleValue();
    return new Characteristic.Bin(score, shortfall, definition.reasonText());
  }
}
