package verdict.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import verdict.decision.BundleDefinition.Attribute;
import verdict.decision.yaml.YamlNode;

/** Reads the declared attributes. */
final class AttributesReader {
  /** The wire's own limit on an application leaves room for fewer. */
  private static final int MAX_ATTRIBUTES = 1_000;

  private static final int MAX_VALUES = 10_000;

  private final Problems problems;
  private final Map<String, Attribute> sound = new TreeMap<>();

  AttributesReader(Problems problems) {
    this.problems = problems;
  }

  /** The attributes with which nothing is wrong, by name. */
  List<Attribute> sound() {
    return List.copyOf(sound.values());
  }

  /** Every declared name; empty for a broken declaration. */
  Map<String, Optional<Attribute>> read(Value attributes) {
    Map<String, Optional<Attribute>> declared = new LinkedHashMap<>();
    List<YamlNode.Entry> entries = attributes.named();
    if (entries.size() > MAX_ATTRIBUTES) {
      attributes.problem("must hold at most " + MAX_ATTRIBUTES + " attributes");
    }
    for (YamlNode.Entry entry : entries) {
      declared.put(entry.key(), attribute(entry, attributes.file()));
    }
    declared.forEach((name, attribute) -> attribute.ifPresent(found -> sound.put(name, found)));
    return declared;
  }

  private Optional<Attribute> attribute(YamlNode.Entry entry, BundleFile file) {
    String name = entry.key();
    Value value = new Value(entry.value(), name, file, problems);
    if (!AttributeName.isAllowed(name)) {
      problems.add(
          new Place(file, entry.line()),
          "'%s' is no name for an attribute: letters, digits and _ only, at most 64, no word of CEL, none of the fields amountMinor, termMonths, submittedAt"
              .formatted(name));
      return Optional.empty();
    }
    int before = problems.count();
    Optional<Attribute> attribute =
        value.fields(Shape.ATTRIBUTE).map(fields -> attribute(name, fields));
    return problems.count() == before ? attribute : Optional.empty();
  }

  private Attribute attribute(String name, Fields fields) {
    Optional<AttributeType> type =
        fields.value("type").map(value -> value.choice(List.of(AttributeType.values()), true));
    Attribute attribute =
        new Attribute(
            name,
            type.orElse(AttributeType.STRING),
            fields.truth("required"),
            fields.value("values").map(AttributesReader::values),
            fields.optionalNumber("min"),
            fields.optionalNumber("max"),
            fields.optionalText("unit"),
            fields.optionalText("description"));
    if (type.isPresent()) {
      check(attribute, fields);
    }
    return attribute;
  }

  private static List<String> values(Value list) {
    Set<String> values = new LinkedHashSet<>();
    for (Value item : list.someItems(MAX_VALUES)) {
      item.item(false)
          .map(Object::toString)
          .ifPresent(
              value -> {
                if (!values.add(value)) {
                  item.problem("holds '" + value + "' twice: remove one");
                }
              });
    }
    return new ArrayList<>(values).stream().sorted().toList();
  }

  private void check(Attribute attribute, Fields fields) {
    if (attribute.values().isPresent() && attribute.type() != AttributeType.STRING) {
      problems.add(
          fields.place("values"),
          "only a string has 'values': remove them, or give min and max for a number");
    }
    boolean numeric =
        attribute.type() == AttributeType.LONG || attribute.type() == AttributeType.DOUBLE;
    for (String edge : List.of("min", "max")) {
      Optional<BigDecimal> bound = edge.equals("min") ? attribute.min() : attribute.max();
      if (bound.isEmpty()) {
        continue;
      }
      if (!numeric) {
        problems.add(
            fields.place(edge),
            "only a number has '" + edge + "': remove it, or give 'values' for a string");
      } else if (Inputs.line(attribute).place(bound.get()).isEmpty()) {
        problems.add(
            fields.place(edge),
            "'" + edge + "' must be a whole number of 64 bits, as the attribute is");
      }
    }
    if (attribute.min().isPresent()
        && attribute.max().isPresent()
        && attribute.min().get().compareTo(attribute.max().get()) > 0) {
      problems.add(fields.place("max"), "max lies below min: no number would be allowed");
    }
  }
}
