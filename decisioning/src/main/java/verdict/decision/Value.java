package verdict.decision;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import verdict.decision.yaml.YamlNode;

/**
 * One value being read. What is mistyped or out of bounds is noted as a problem at its line and
 * replaced by a harmless value, so that reading goes on to the next problem.
 *
 * @param name what messages call it
 */
record Value(YamlNode node, String name, BundleFile file, Problems problems) {
  Place place() {
    return new Place(file, node.line());
  }

  /** Of a value that nobody filled in yet, nothing else is worth saying. */
  void problem(String what) {
    problems.add(
        place(),
        "'%s' %s"
            .formatted(
                name,
                unfilled() ? "is still to be filled in: it says " + Bundle.TO_FILL_IN : what));
  }

  private boolean unfilled() {
    return node instanceof YamlNode.Scalar scalar
        && scalar.text().stripTrailing().equals(Bundle.TO_FILL_IN);
  }

  /** A text that is not blank; trailing blanks, as a block leaves them, are no part of it. */
  String text() {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      problem("must be text, not " + node.kindName());
      return "";
    }
    if (scalar.kind() == YamlNode.Kind.TEXT && !scalar.text().isBlank() && !unfilled()) {
      return scalar.text().stripTrailing();
    }
    problem(
        scalar.text().isBlank()
            ? "must be text that is not blank"
            : "must be text, not %s: put it in quotes, \"%s\""
                .formatted(scalar.kindName(), scalar.text()));
    return "";
  }

  String text(Pattern pattern) {
    String text = text();
    if (!text.isEmpty() && !pattern.matcher(text).matches()) {
      problem("must match " + pattern);
    }
    return text;
  }

  /**
   * A text, a boolean or nothing else: an item of a list of values. Texts are taken as they are.
   */
  Optional<Object> item(boolean booleans) {
    if (node instanceof YamlNode.Scalar scalar) {
      if (scalar.kind() == YamlNode.Kind.BOOLEAN && booleans) {
        return Optional.of(scalar.text().toLowerCase(Locale.ROOT).equals("true"));
      }
      if (scalar.kind() == YamlNode.Kind.TEXT && !booleans && !unfilled()) {
        return Optional.of(scalar.text());
      }
      if (!booleans) {
        problem(
            "must hold texts, not %s: put it in quotes, \"%s\""
                .formatted(scalar.kindName(), scalar.text()));
        return Optional.empty();
      }
    }
    problem("must hold " + (booleans ? "true or false" : "texts") + ", not " + node.kindName());
    return Optional.empty();
  }

  boolean truth() {
    if (node instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.BOOLEAN) {
      return scalar.text().toLowerCase(Locale.ROOT).equals("true");
    }
    problem("must be true or false, not " + node.kindName());
    return false;
  }

  /** A whole number from min to max; min stands in for a bad one. */
  long whole(long min, long max) {
    Optional<BigDecimal> number =
        node instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.WHOLE
            ? DecimalText.read(scalar.text())
            : Optional.empty();
    if (number.isEmpty()
        || number.get().compareTo(BigDecimal.valueOf(min)) < 0
        || number.get().compareTo(BigDecimal.valueOf(max)) > 0) {
      problem("must be a whole number from " + min + " to " + max + given());
      return min;
    }
    return number.get().longValueExact();
  }

  BigDecimal number() {
    boolean numeric =
        node instanceof YamlNode.Scalar scalar
            && (scalar.kind() == YamlNode.Kind.WHOLE || scalar.kind() == YamlNode.Kind.NUMBER);
    Optional<BigDecimal> number =
        numeric ? DecimalText.read(((YamlNode.Scalar) node).text()) : Optional.empty();
    if (number.isEmpty()) {
      problem("must be a number of ordinary size and notation" + given());
    }
    return number.orElse(BigDecimal.ONE);
  }

  /** A number above 0; 1 stands in for a bad one. */
  BigDecimal positive(long max) {
    int before = problems.count();
    BigDecimal number = number();
    if (problems.count() == before
        && (number.signum() <= 0 || number.compareTo(BigDecimal.valueOf(max)) > 0)) {
      problem("must be above 0 and at most " + max);
    }
    return problems.count() == before ? number : BigDecimal.ONE;
  }

  private String given() {
    return node instanceof YamlNode.Scalar scalar && scalar.kind() != YamlNode.Kind.NOTHING
        ? ", not " + scalar.text()
        : ", not " + node.kindName();
  }

  /** One of the constants, by its name in the given case; the first stands in for a bad one. */
  <E extends Enum<E>> E choice(List<E> choices, boolean lowerCase) {
    List<String> names =
        choices.stream()
            .map(choice -> lowerCase ? choice.name().toLowerCase(Locale.ROOT) : choice.name())
            .toList();
    String given = node instanceof YamlNode.Scalar scalar ? scalar.text() : "";
    int index = names.indexOf(given);
    if (index < 0) {
      problem("must be one of " + String.join(", ", names) + Nearest.question(given, names));
    }
    return choices.get(Math.max(index, 0));
  }

  /** A list's items; none if it is no list. */
  List<Value> items() {
    if (node instanceof YamlNode.Sequence sequence) {
      return sequence.items().stream().map(item -> new Value(item, name, file, problems)).toList();
    }
    problem("must be a list, not " + node.kindName());
    return List.of();
  }

  /** A list's items, of which there must be some. */
  List<Value> someItems(int max) {
    int before = problems.count();
    List<Value> items = items();
    if (problems.count() == before && (items.isEmpty() || items.size() > max)) {
      problem("must hold 1 to " + max + " items, not " + items.size());
    }
    return items;
  }

  /** A mapping with these keys; its unknown and missing keys are noted. */
  Optional<Fields> fields(Shape shape) {
    if (node instanceof YamlNode.Mapping mapping) {
      return Optional.of(new Fields(mapping, shape, file, problems));
    }
    problem(
        "must be a mapping with the keys "
            + String.join(", ", shape.required())
            + ", not "
            + node.kindName());
    return Optional.empty();
  }

  /** The entries of a mapping whose keys are names. */
  List<YamlNode.Entry> named() {
    if (node instanceof YamlNode.Mapping mapping) {
      return mapping.entries();
    }
    problem("must be a mapping from names, not " + node.kindName());
    return List.of();
  }
}
