package verdict.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import verdict.decision.BundleDefinition.Attribute;
import verdict.decision.BundleDefinition.Bin;
import verdict.decision.BundleDefinition.Characteristic;
import verdict.decision.BundleDefinition.Scorecard;

/** Reads {@code scorecard.yaml} and checks it against the declared inputs. */
final class ScorecardReader {
  private static final int MAX_CHARACTERISTICS = 1_000;
  private static final int MAX_BINS = 1_000;
  private static final long MAX_ODDS = 1_000_000_000;

  private final Declared declared;
  private final ReasonBaseline reasonBaseline;
  private final ReasonCodes reasonCodes;
  private final Problems problems;

  ScorecardReader(
      Declared declared,
      ReasonBaseline reasonBaseline,
      ReasonCodes reasonCodes,
      Problems problems) {
    this.declared = declared;
    this.reasonBaseline = reasonBaseline;
    this.reasonCodes = reasonCodes;
    this.problems = problems;
  }

  /**
   * What was found.
   *
   * @param scorecard empty if something is wrong with it
   * @param characteristics by name, in order; empty for a broken one
   */
  record Found(
      Optional<Scorecard> scorecard, Map<String, Optional<Characteristic>> characteristics) {}

  Found read(Fields fields) {
    int before = problems.count();
    Map<String, Optional<Characteristic>> characteristics = new LinkedHashMap<>();
    for (Value item : fields.someItems("characteristics", MAX_CHARACTERISTICS)) {
      item.fields(Shape.CHARACTERISTIC)
          .ifPresent(characteristic -> add(characteristic, characteristics));
    }
    Optional<Fields> scaling =
        fields.value("scaling").flatMap(value -> value.fields(Shape.SCALING));
    Scorecard scorecard =
        new Scorecard(
            fields.points("basePoints"),
            scaling.map(some -> some.positive("pdo", Fields.MAX_POINTS)).orElse(BigDecimal.ONE),
            scaling.map(some -> some.points("baseScore")).orElse(0),
            scaling.map(some -> some.positive("baseOdds", MAX_ODDS)).orElse(BigDecimal.ONE),
            characteristics.values().stream().flatMap(Optional::stream).toList());
    boolean sound = problems.count() == before;
    return new Found(sound ? Optional.of(scorecard) : Optional.empty(), characteristics);
  }

  private void add(Fields fields, Map<String, Optional<Characteristic>> characteristics) {
    int before = problems.count();
    String name = fields.text("name");
    if (characteristics.containsKey(name)) {
      problems.add(fields.place("name"), "'" + name + "' is scored twice: remove one of the two");
      return;
    }
    Characteristic characteristic = characteristic(name, fields);
    if (!name.isEmpty()) {
      boolean sound = problems.count() == before;
      characteristics.put(name, sound ? Optional.of(characteristic) : Optional.empty());
    }
  }

  private Characteristic characteristic(String name, Fields fields) {
    boolean known = !name.isEmpty() && declared.knows(name, fields.place("name"), problems);
    String reasonCode = fields.text("reasonCode", Fields.NAME);
    String reasonText = fields.text("reasonText");
    reasonCodes.ofCharacteristic(reasonCode, reasonText, fields.place("reasonCode"));
    Optional<BigDecimal> cutoffPoints = fields.optionalNumber("cutoffPoints");
    if (reasonBaseline == ReasonBaseline.CUTOFF && fields.value("cutoffPoints").isEmpty()) {
      problems.add(
          fields.place(),
          "key 'cutoffPoints' is missing: add it, since %s says 'reasonBaseline: cutoff'"
              .formatted(BundleFile.BUNDLE.path()));
    }
    Optional<Integer> missing = fields.optionalPoints("missing");
    Optional<Integer> other = fields.optionalPoints("other");
    Optional<Attribute> input = known ? declared.find(name) : Optional.empty();
    input.ifPresent(attribute -> checkMissing(attribute, fields));
    List<Bin> bins = new ArrayList<>();
    fields
        .value("bins")
        .ifPresent(
            value -> bins.addAll(new BinsReader(input, fields, problems).read(value, MAX_BINS)));
    return new Characteristic(
        name,
        reasonCode,
        reasonText,
        fields.number("baselinePoints"),
        cutoffPoints,
        bins,
        missing,
        other,
        fields.optionalText("description"));
  }

  private void checkMissing(Attribute attribute, Fields fields) {
    boolean stands = fields.value("missing").isPresent();
    if (attribute.required() && stands) {
      problems.add(
          fields.place("missing"),
          "'%s' is never missing, since it is required: remove this bin"
              .formatted(attribute.name()));
    }
    if (!attribute.required() && !stands) {
      problems.add(
          fields.place(),
          "no bin for a missing '%s': add 'missing: {points: …}', or declare the attribute 'required: true'"
              .formatted(attribute.name()));
    }
  }
}
