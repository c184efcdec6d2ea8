package verdict.decision;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import verdict.decision.yaml.YamlNode;

/**
 * One mapping being read, key by key. Unknown and missing keys are noted when it is opened, so a
 * key that is absent later is either optional or told already.
 */
final class Fields {
  /** Of bundles, rules and reasons: what score events, file names and URLs take. */
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** With at most a thousand characteristics, no score leaves an int. */
  static final int MAX_POINTS = 1_000_000;

  private final YamlNode.Mapping mapping;
  private final Shape shape;
  private final BundleFile file;
  private final Problems problems;

  Fields(YamlNode.Mapping mapping, Shape shape, BundleFile file, Problems problems) {
    this.mapping = mapping;
    this.shape = shape;
    this.file = file;
    this.problems = problems;
    for (YamlNode.Entry entry : mapping.entries()) {
      if (!shape.keys().contains(entry.key())) {
        problems.add(
            new Place(file, entry.line()),
            "unknown key '%s'%s; known here: %s"
                .formatted(
                    entry.key(),
                    Nearest.question(entry.key(), shape.keys()),
                    String.join(", ", shape.keys())));
      }
    }
    for (String key : shape.required()) {
      if (mapping.entry(key).isEmpty()) {
        problems.add(place(), "key '" + key + "' is missing: add it here");
      }
    }
  }

  Place place() {
    return new Place(file, mapping.line());
  }

  /** Where a key stands, or else where it should. */
  Place place(String key) {
    return mapping.entry(key).map(entry -> new Place(file, entry.line())).orElse(place());
  }

  Optional<Value> value(String key) {
    if (!shape.keys().contains(key)) {
      throw new IllegalArgumentException(shape + " has no key " + key);
    }
    return mapping.entry(key).map(entry -> new Value(entry.value(), key, file, problems));
  }

  String text(String key) {
    return value(key).map(Value::text).orElse("");
  }

  String text(String key, Pattern pattern) {
    return value(key).map(value -> value.text(pattern)).orElse("");
  }

  Optional<String> optionalText(String key) {
    return value(key).map(Value::text);
  }

  boolean truth(String key) {
    return value(key).map(Value::truth).orElse(false);
  }

  long whole(String key, long min, long max) {
    return value(key).map(value -> value.whole(min, max)).orElse(min);
  }

  int points(String key) {
    return value(key).map(Fields::points).orElse(0);
  }

  Optional<Integer> optionalPoints(String key) {
    return value(key)
        .flatMap(value -> value.fields(Shape.SPECIAL_BIN))
        .map(fields -> fields.points("points"));
  }

  private static int points(Value value) {
    return Math.toIntExact(value.whole(-MAX_POINTS, MAX_POINTS));
  }

  BigDecimal number(String key) {
    return optionalNumber(key).orElse(BigDecimal.ONE);
  }

  Optional<BigDecimal> optionalNumber(String key) {
    return value(key).map(Value::number);
  }

  BigDecimal positive(String key, long max) {
    return value(key).map(value -> value.positive(max)).orElse(BigDecimal.ONE);
  }

  List<Value> items(String key) {
    return value(key).map(Value::items).orElse(List.of());
  }

  List<Value> someItems(String key, int max) {
    return value(key).map(value -> value.someItems(max)).orElse(List.of());
  }

  /** The numbers between the edges that stand here, each with its side. */
  Interval interval() {
    Optional<BigDecimal> above = optionalNumber("above");
    Optional<BigDecimal> from = optionalNumber("from");
    Optional<BigDecimal> below = optionalNumber("below");
    Optional<BigDecimal> upTo = optionalNumber("upTo");
    if (above.isPresent() && from.isPresent()) {
      problems.add(
          place("from"),
          "'above' and 'from' stand together: keep 'from' if the number itself belongs to the bin, else 'above'");
    }
    if (below.isPresent() && upTo.isPresent()) {
      problems.add(
          place("upTo"),
          "'below' and 'upTo' stand together: keep 'upTo' if the number itself belongs to the bin, else 'below'");
    }
    return new Interval(
        from.or(() -> above), from.isPresent(), upTo.or(() -> below), upTo.isPresent());
  }
}
