package verdict.decision;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One declared attribute, compiled.
 *
 * @param required a missing value refuses the application
 */
record Attribute(String name, AttributeType type, boolean required, Allowed allowed) {
  /** Beyond 2^53 a double no longer holds every whole number. */
  private static final long LARGEST_EXACT = 1L << 53;

  /** Which values of the type are taken. */
  sealed interface Allowed {}

  record Any() implements Allowed {}

  record Texts(Set<String> values) implements Allowed {
    Texts {
      values = Set.copyOf(values);
    }
  }

  record Longs(long min, long max) implements Allowed {}

  record Doubles(double min, double max) implements Allowed {}

  /** The value as rules and bins take it, or what is wrong with it. */
  Object read(@Nullable Object value) {
    if (value == null) {
      return refused("is missing, and the bundle requires it");
    }
    return switch (type) {
      case STRING -> value instanceof String text ? checked(text) : mistyped();
      case LONG -> value instanceof Long number ? checked(number) : mistyped();
      case DOUBLE -> readDouble(value);
      case BOOLEAN -> value instanceof Boolean ? value : mistyped();
    };
  }

  private Object readDouble(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? checked(number) : refused("must be a finite number");
    }
    if (value instanceof Long whole) {
      return Math.abs(whole) <= LARGEST_EXACT && whole != Long.MIN_VALUE
          ? checked(whole.doubleValue())
          : refused("is too large for a DOUBLE");
    }
    return mistyped();
  }

  private Object checked(Object value) {
    boolean taken =
        switch (allowed) {
          case Any() -> true;
          case Texts(Set<String> values) -> values.contains(value);
          case Longs(long min, long max) -> min <= (Long) value && (Long) value <= max;
          case Doubles(double min, double max) -> min <= (Double) value && (Double) value <= max;
        };
    return taken ? value : refused("has a value that the bundle does not allow");
  }

  private Refused mistyped() {
    return refused("must be a " + type);
  }

  private Refused refused(String what) {
    return new Refused(Refusal.INVALID_ATTRIBUTE, name, "attribute " + name + " " + what);
  }
}
