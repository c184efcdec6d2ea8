package verdict.decision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  sealed interface Allowed {
    /** The value as a slot holds it; null if it is not taken. */
    @Nullable Object take(Object value);
  }

  record Any() implements Allowed {
    @Override
    public Object take(Object value) {
      return value;
    }
  }

  /** Texts, each found once here: bins go by its place in the declaration. */
  record Texts(Map<String, Category> categories) implements Allowed {
    static Texts of(List<String> values) {
      // Not Map.of: its lookups divide, which costs more than all the rest of one.
      Map<String, Category> categories = new HashMap<>();
      for (String value : values) {
        categories.put(value, new Category(value, categories.size()));
      }
      return new Texts(categories);
    }

    @Override
    public @Nullable Object take(Object value) {
      return categories.get(value);
    }
  }

  record Longs(long min, long max) implements Allowed {
    @Override
    public @Nullable Object take(Object value) {
      long number = (Long) value;
      return min <= number && number <= max ? value : null;
    }
  }

  record Doubles(double min, double max) implements Allowed {
    @Override
    public @Nullable Object take(Object value) {
      double number = (Double) value;
      return min <= number && number <= max ? value : null;
    }
  }

  /** The value as a slot holds it, or what is wrong with it. */
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
    Object taken = allowed.take(value);
    return taken == null ? refused("has a value that the bundle does not allow") : taken;
  }

  private Refused mistyped() {
    return refused("must be a " + type);
  }

  private Refused refused(String what) {
    return new Refused(Refusal.INVALID_ATTRIBUTE, name, "attribute " + name + " " + what);
  }
}
