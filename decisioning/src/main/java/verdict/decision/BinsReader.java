package verdict.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import verdict.decision.BundleDefinition.Attribute;
import verdict.decision.BundleDefinition.Bin;
import verdict.decision.BundleDefinition.NumberBin;
import verdict.decision.BundleDefinition.ValueBin;

/** Reads one characteristic's bins and checks that they hold every value of its input once. */
final class BinsReader {
  private static final int MAX_VALUES = 10_000;
  private static final List<String> EDGES = List.of("above", "from", "below", "upTo");

  private final Optional<Attribute> input;
  private final Fields characteristic;
  private final Problems problems;
  private final Map<Object, Place> binOf = new HashMap<>();

  /**
   * @param input what is binned; empty if its declaration is broken, then only the form is checked
   */
  BinsReader(Optional<Attribute> input, Fields characteristic, Problems problems) {
    this.input = input;
    this.characteristic = characteristic;
    this.problems = problems;
  }

  List<Bin> read(Value list, int max) {
    int before = problems.count();
    List<Bin> bins = new ArrayList<>();
    List<Coverage.Located> intervals = new ArrayList<>();
    for (Value item : list.someItems(max)) {
      item.fields(Shape.BIN).ifPresent(fields -> bins.add(bin(fields, intervals)));
    }
    if (problems.count() == before) {
      input.ifPresent(attribute -> checkAll(attribute, intervals));
    }
    return bins;
  }

  private Bin bin(Fields fields, List<Coverage.Located> intervals) {
    int points = fields.points("points");
    Optional<Value> values = fields.value("values");
    boolean edged = EDGES.stream().anyMatch(edge -> fields.value(edge).isPresent());
    if (values.isPresent() && edged) {
      problems.add(fields.place(), "a bin has 'values' or edges, not both: remove one kind");
    } else if (input.isPresent() && values.isPresent() == numeric(input.get())) {
      problems.add(
          fields.place(),
          numeric(input.get())
              ? "'%s' is a number: give edges (above, from, below, upTo), not 'values'"
                  .formatted(input.get().name())
              : "'%s' is no number: give 'values'".formatted(input.get().name()));
    } else if (values.isPresent()) {
      return new ValueBin(values(values.get()), points);
    }
    Interval interval = fields.interval();
    intervals.add(new Coverage.Located(interval, fields.place()));
    return new NumberBin(interval, points);
  }

  private static boolean numeric(Attribute attribute) {
    return attribute.type() == AttributeType.LONG || attribute.type() == AttributeType.DOUBLE;
  }

  private List<Object> values(Value list) {
    boolean booleans = input.isPresent() && input.get().type() == AttributeType.BOOLEAN;
    List<Object> values = new ArrayList<>();
    for (Value item : list.someItems(MAX_VALUES)) {
      Optional<Object> value = input.isEmpty() ? Optional.empty() : item.item(booleans);
      value.ifPresent(
          found -> {
            values.add(found);
            Place first = binOf.putIfAbsent(found, item.place());
            if (first != null) {
              item.problem(
                  "holds '%s' twice, first in line %d: remove one".formatted(found, first.line()));
            }
            checkAllowed(found, item);
          });
    }
    return values;
  }

  private void checkAllowed(Object value, Value item) {
    Optional<List<String>> allowed = input.flatMap(Attribute::values);
    if (value instanceof String text && allowed.isPresent() && !allowed.get().contains(text)) {
      item.problem(
          "holds '%s', which is not among the values of '%s'%s"
              .formatted(text, input.orElseThrow().name(), Nearest.question(text, allowed.get())));
    }
  }

  private void checkAll(Attribute attribute, List<Coverage.Located> intervals) {
    boolean other = characteristic.value("other").isPresent();
    if (numeric(attribute)) {
      NumberLine line = Inputs.line(attribute);
      Coverage coverage = new Coverage(line, Inputs.domain(attribute), problems);
      Coverage.Found found = coverage.check(intervals, characteristic.place("bins"), other);
      boolean ranged = attribute.min().isPresent() || attribute.max().isPresent();
      boolean strangers = ranged && !Inputs.isEnvelopeField(attribute.name());
      if (found == Coverage.Found.ALL && !strangers) {
        refuseOther(attribute, other);
      }
      return;
    }
    Set<Object> all = new HashSet<>();
    switch (attribute.type()) {
      case BOOLEAN -> all.addAll(List.of(true, false));
      case STRING, LONG, DOUBLE -> attribute.values().ifPresent(all::addAll);
    }
    if (all.isEmpty() && !other) {
      problems.add(
          characteristic.place("bins"),
          "'%s' may hold any text, so bins cannot hold them all: add 'other: {points: …}', or declare its values"
              .formatted(attribute.name()));
    }
    List<String> binless =
        all.stream()
            .filter(value -> !binOf.containsKey(value))
            .map(Object::toString)
            .sorted()
            .toList();
    if (!other) {
      binless.forEach(
          value ->
              problems.add(
                  characteristic.place("bins"),
                  "value '%s' of '%s' is in no bin: add it to one, or add 'other: {points: …}'"
                      .formatted(value, attribute.name())));
    } else if (attribute.type() == AttributeType.BOOLEAN && binless.isEmpty()) {
      refuseOther(attribute, true);
    }
  }

  /** A bin that nothing reaches would look as if it scored something. */
  private void refuseOther(Attribute attribute, boolean stands) {
    if (stands) {
      problems.add(
          characteristic.place("other"),
          "nothing is left for 'other': the bins hold every value of '%s'; remove it"
              .formatted(attribute.name()));
    }
  }
}
