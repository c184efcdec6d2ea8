package verdict.decision.challenger;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import verdict.decision.Application;
import verdict.decision.challenger.Assessment.Obstacle;
import verdict.decision.challenger.Assessment.Unassessed;

/**
 * Reads one feature of an application as the number that the model was trained on. Compiled once;
 * reading looks an attribute up where the application keeps it, and allocates nothing. Immutable
 * and thread-safe.
 */
final class FeatureReader {
  /** What LightGBM takes for a missing value. */
  static final double MISSING = Double.NaN;

  /** The application has a value that is no number for this feature: {@link #explain} tells why. */
  static final double UNREADABLE = Double.NEGATIVE_INFINITY;

  private enum Source {
    AMOUNT_MINOR,
    TERM_MONTHS,
    ATTRIBUTE
  }

  private final Feature feature;
  private final Source source;
  private final double divisor;

  /** Boxed once; empty for a number. */
  private final Map<Object, Double> numbers;

  FeatureReader(Feature feature) {
    this.feature = feature;
    this.source =
        switch (feature.input()) {
          case "amountMinor" -> Source.AMOUNT_MINOR;
          case "termMonths" -> Source.TERM_MONTHS;
          default -> Source.ATTRIBUTE;
        };
    this.numbers = new HashMap<>();
    this.divisor =
        switch (feature) {
          case Feature.Numeric numeric -> numeric.divisor();
          case Feature.Categorical categorical -> {
            for (Object category : categorical.categories()) {
              numbers.put(category, (double) numbers.size());
            }
            yield 1;
          }
        };
  }

  String name() {
    return feature.name();
  }

  /** The feature's number, {@link #MISSING} or {@link #UNREADABLE}. */
  double read(Application application) {
    return switch (source) {
      case AMOUNT_MINOR -> application.amountMinor() / divisor;
      case TERM_MONTHS -> application.termMonths() / divisor;
      case ATTRIBUTE -> read(application.attributes().get(feature.input()));
    };
  }

  private double read(@Nullable Object value) {
    if (value == null) {
      return MISSING;
    }
    if (!numbers.isEmpty()) {
      Double number = numbers.get(value);
      return number == null ? UNREADABLE : number;
    }
    return switch (value) {
      case Long whole -> whole / divisor;
      case Double number when Double.isFinite(number) -> number / divisor;
      default -> UNREADABLE;
    };
  }

  /** Why this application's value is unreadable. */
  Unassessed explain(Application application) {
    Object value = application.attributes().get(feature.input());
    return switch (feature) {
      case Feature.Numeric numeric ->
          new Unassessed(Obstacle.WRONG_TYPE, name(), numeric.input() + " must be a finite number");
      case Feature.Categorical(String name, String input, var categories) -> {
        Class<?> type = categories.getFirst().getClass();
        yield type.isInstance(value)
            ? new Unassessed(
                Obstacle.UNKNOWN_CATEGORY, name, input + " has a value that the model never saw")
            : new Unassessed(
                Obstacle.WRONG_TYPE, name, input + " must be a " + type.getSimpleName());
      }
    };
  }
}
