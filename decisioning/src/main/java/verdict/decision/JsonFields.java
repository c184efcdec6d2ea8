package verdict.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One JSON object being read, typed field by typed field. What is missing, mistyped or out of
 * bounds is noted as a problem under its path and replaced by a harmless value, so that reading
 * goes on to the next problem.
 */
final class JsonFields {
  /**
   * Enough for any amount or coefficient; a number like 1e999999999 would cost its length in
   * memory.
   */
  private static final int MAX_NUMBER_DIGITS = 40;

  private static final BigDecimal LARGEST_NUMBER = new BigDecimal("1e19");

  private final JsonNode node;
  private final String path;
  private final Problems problems;
  private final Set<String> asked = new HashSet<>();

  JsonFields(JsonNode node, String path, Problems problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
    if (!node.isObject()) {
      problems.add(path.isEmpty() ? "file" : path, "must be an object");
    }
  }

  String path() {
    return path;
  }

  String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private Optional<JsonNode> field(String name) {
    asked.add(name);
    if (!node.hasNonNull(name)) {
      if (node.isObject()) {
        problems.add(at(name), "required");
      }
      return Optional.empty();
    }
    return Optional.of(node.required(name));
  }

  String text(String name) {
    Optional<JsonNode> value = field(name);
    if (value.isEmpty()) {
      return "";
    }
    if (!value.get().isTextual() || value.get().textValue().isBlank()) {
      problems.add(at(name), "must be a text that is not blank");
      return "";
    }
    return value.get().textValue();
  }

  String text(String name, Pattern pattern) {
    int before = problems.count();
    String text = text(name);
    if (problems.count() == before && !text.isEmpty() && !pattern.matcher(text).matches()) {
      problems.add(at(name), "must match " + pattern);
    }
    return text;
  }

  /** One of the constants, by its name in the given case. */
  <E extends Enum<E>> E choice(String name, List<E> choices, boolean lowerCase) {
    List<String> names =
        choices.stream()
            .map(choice -> lowerCase ? choice.name().toLowerCase(Locale.ROOT) : choice.name())
            .toList();
    Optional<JsonNode> value = field(name);
    int index = value.map(found -> names.indexOf(found.textValue())).orElse(0);
    if (index < 0) {
      problems.add(at(name), "must be one of " + String.join(", ", names));
    }
    return choices.get(Math.max(index, 0));
  }

  /** A whole number from min to max; min stands in for a bad one. */
  long whole(String name, long min, long max) {
    Optional<JsonNode> value = field(name);
    if (value.isEmpty()) {
      return min;
    }
    JsonNode number = value.get();
    if (!number.isIntegralNumber()
        || !number.canConvertToLong()
        || number.longValue() < min
        || number.longValue() > max) {
      problems.add(at(name), "must be a whole number from " + min + " to " + max);
      return min;
    }
    return number.longValue();
  }

  BigDecimal number(String name) {
    Optional<JsonNode> value = field(name);
    if (value.isEmpty()) {
      return BigDecimal.ONE;
    }
    Optional<BigDecimal> number = bounded(value.get());
    if (number.isEmpty()) {
      problems.add(at(name), "must be a number of ordinary size");
    }
    return number.orElse(BigDecimal.ONE);
  }

  private static Optional<BigDecimal> bounded(JsonNode node) {
    if (!node.isNumber()) {
      return Optional.empty();
    }
    BigDecimal number = node.decimalValue();
    boolean ordinary =
        number.abs().compareTo(LARGEST_NUMBER) <= 0
            && number.precision() <= MAX_NUMBER_DIGITS
            && Math.abs((long) number.scale()) <= MAX_NUMBER_DIGITS;
    return ordinary ? Optional.of(number) : Optional.empty();
  }

  double positive(String name, double max) {
    double number = number(name).doubleValue();
    if (number <= 0 || number > max) {
      problems.add(at(name), "must be above 0 and at most " + max);
      return 1;
    }
    return number;
  }

  /** The objects of a list; an item that is none is noted and left out. */
  List<JsonFields> objects(String name) {
    List<JsonFields> items = new ArrayList<>();
    int index = 0;
    for (JsonNode item : list(name)) {
      JsonFields fields = new JsonFields(item, at(name) + "[" + index + "]", problems);
      if (item.isObject()) {
        items.add(fields);
      }
      index++;
    }
    return items;
  }

  /** The items of a list of texts and, where allowed, booleans. */
  List<Object> values(String name, boolean booleansToo) {
    List<Object> values = new ArrayList<>();
    for (JsonNode item : list(name)) {
      if (item.isTextual()) {
        values.add(item.textValue());
      } else if (item.isBoolean() && booleansToo) {
        values.add(item.booleanValue());
      } else {
        problems.add(
            at(name), booleansToo ? "must hold texts or booleans only" : "must hold texts only");
      }
    }
    if (values.isEmpty()) {
      problems.add(at(name), "must not be empty");
    }
    return values;
  }

  private Iterable<JsonNode> list(String name) {
    Optional<JsonNode> value = field(name);
    if (value.isPresent() && !value.get().isArray()) {
      problems.add(at(name), "must be a list");
      return List.of();
    }
    return value.<Iterable<JsonNode>>map(found -> found).orElse(List.of());
  }

  /** An object in this object; an absent one is noted once, not field by field. */
  JsonFields object(String name) {
    return field(name)
        .map(found -> new JsonFields(found, at(name), problems))
        .orElseGet(
            () -> new JsonFields(JsonNodeFactory.instance.objectNode(), at(name), new Problems()));
  }

  /** The names in an object of objects, in file order. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /**
   * Notes every field that nobody asked for: a misspelt optional one would be ignored otherwise.
   */
  void refuseOthers() {
    for (String name : names()) {
      if (!asked.contains(name)) {
        problems.add(at(name), "unknown field");
      }
    }
  }

  /** Says that an optional field may stand here; true if it does. */
  boolean optional(String name) {
    asked.add(name);
    return node.hasNonNull(name);
  }
}
