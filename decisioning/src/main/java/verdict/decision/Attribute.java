package verdict.decision;

import java.util.Optional;
import java.util.Set;

/**
 * One declared attribute.
 *
 * @param values the allowed values of a string; empty: any
 */
record Attribute(String name, AttributeType type, Optional<Set<String>> values) {
  /** Beyond 2^53 a double no longer holds every whole number. */
  private static final long LARGEST_EXACT = 1L << 53;

  /** The value as rules and bins take it, or what is wrong with it. */
  Object read(Object value) {
    return switch (type) {
      case STRING -> value instanceof String text ? readString(text) : mistyped();
      case LONG -> value instanceof Long ? value : mistyped();
      case DOUBLE -> readDouble(value);
      case BOOLEAN -> value instanceof Boolean ? value : mistyped();
    };
  }

  private Object readString(String text) {
    if (values.isPresent() && !values.get().contains(text)) {
      return refused("has a value that the bundle does not allow");
    }
    return text;
  }

  private Object readDouble(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? number : refused("must be a finite number");
    }
    if (value instanceof Long whole) {
      return Math.abs(whole) <= LARGEST_EXACT && whole != Long.MIN_VALUE
          ? (Object) whole.doubleValue()
          : refused("is too large for a DOUBLE");
    }
    return mistyped();
  }

  private Refused mistyped() {
    return refused("must be a " + type);
  }

  private Refused refused(String what) {
    return new Refused(Refusal.INVALID_ATTRIBUTE, name, "attribute " + name + " " + what);
  }
}
