package verdict.decision;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import verdict.decision.BundleDefinition.Governance;
import verdict.decision.BundleDefinition.Terms;

/** Reads {@code bundle.yaml}. */
final class TermsReader {
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final int MAX_TERM_MONTHS = 1_200;

  private final Optional<LocalDate> today;
  private final Problems problems;

  /**
   * @param today the day on which the bundle must be valid; empty: any
   */
  TermsReader(Optional<LocalDate> today, Problems problems) {
    this.today = today;
    this.problems = problems;
  }

  /**
   * What was found.
   *
   * @param terms empty if something is wrong with them
   * @param cutoffs with the line to complain about
   */
  record Found(Optional<Terms> terms, Declared declared, Optional<PlacedCutoffs> cutoffs) {
    static Found nothing() {
      return new Found(Optional.empty(), Declared.unknown(), Optional.empty());
    }
  }

  record PlacedCutoffs(Cutoffs cutoffs, Place approve, Place refer) {}

  Found read(Fields fields) {
    int before = problems.count();
    Optional<Range> amountMinor = range(fields.value(Inputs.AMOUNT_MINOR), Long.MAX_VALUE);
    Optional<Range> termMonths = range(fields.value(Inputs.TERM_MONTHS), MAX_TERM_MONTHS);
    AttributesReader attributes = new AttributesReader(problems);
    Declared declared =
        Declared.of(
            amountMinor,
            termMonths,
            fields.value("attributes").map(attributes::read).orElse(Map.of()));
    Optional<PlacedCutoffs> cutoffs =
        fields
            .value("cutoffs")
            .flatMap(value -> value.fields(Shape.CUTOFFS))
            .flatMap(this::cutoffs);
    Terms terms =
        new Terms(
            fields.text("name", Fields.NAME),
            fields.text("version", Fields.NAME),
            fields.text("product", Fields.NAME),
            fields.text("currency", CURRENCY),
            fields.optionalText("description"),
            amountMinor.orElse(new Range(0, 0)),
            termMonths.orElse(new Range(0, 0)),
            fields
                .value("governance")
                .flatMap(value -> value.fields(Shape.GOVERNANCE))
                .map(this::governance)
                .orElse(new Governance("", "", "", LocalDate.MAX, "")),
            attributes.sound(),
            cutoffs.map(PlacedCutoffs::cutoffs).orElse(new Cutoffs(0, 0)),
            fields
                .value("reasonBaseline")
                .map(value -> value.choice(List.of(ReasonBaseline.values()), true))
                .orElse(ReasonBaseline.POPULATION));
    boolean sound = problems.count() == before;
    return new Found(sound ? Optional.of(terms) : Optional.empty(), declared, cutoffs);
  }

  private Optional<Range> range(Optional<Value> value, long largest) {
    int before = problems.count();
    Optional<Range> range =
        value
            .flatMap(found -> found.fields(Shape.RANGE))
            .map(
                fields ->
                    new Range(fields.whole("min", 0, largest), fields.whole("max", 0, largest)));
    if (range.isEmpty() || problems.count() > before) {
      return Optional.empty();
    }
    if (range.get().max() < range.get().min()) {
      value.orElseThrow().problem("is empty: max lies below min");
      return Optional.empty();
    }
    return range;
  }

  private Optional<PlacedCutoffs> cutoffs(Fields fields) {
    int before = problems.count();
    Cutoffs cutoffs =
        new Cutoffs(fields.points("approveAtOrAbove"), fields.points("referAtOrAbove"));
    if (problems.count() > before
        || fields.value("approveAtOrAbove").isEmpty()
        || fields.value("referAtOrAbove").isEmpty()) {
      return Optional.empty();
    }
    if (cutoffs.referAtOrAbove() > cutoffs.approveAtOrAbove()) {
      problems.add(
          fields.place("referAtOrAbove"),
          "cut-offs out of order: referAtOrAbove, %d, lies above approveAtOrAbove, %d: lower it"
              .formatted(cutoffs.referAtOrAbove(), cutoffs.approveAtOrAbove()));
      return Optional.empty();
    }
    return Optional.of(
        new PlacedCutoffs(
            cutoffs, fields.place("approveAtOrAbove"), fields.place("referAtOrAbove")));
  }

  private Governance governance(Fields fields) {
    return new Governance(
        fields.text("owner"),
        fields.text("purpose"),
        fields.text("approvedBy"),
        fields.value("validUntil").map(this::validUntil).orElse(LocalDate.MAX),
        fields.text("trainingDataSha256", SHA_256));
  }

  private LocalDate validUntil(Value value) {
    String text = value.text();
    if (text.isEmpty()) {
      return LocalDate.MAX;
    }
    LocalDate date;
    try {
      date = LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      value.problem("must be a day such as 2027-12-31, not " + text);
      return LocalDate.MAX;
    }
    if (today.isPresent() && today.get().isAfter(date)) {
      value.problem(
          "is over: expired on " + date + "; have the bundle approved anew and set a later day");
    }
    return date;
  }
}
