package verdict.decision.challenger;

import java.util.HashSet;
import java.util.List;

/** How one of the model's features is made from an application. */
public sealed interface Feature {

  /** The model's name for it. */
  String name();

  /** What it is made from: {@code amountMinor}, {@code termMonths} or a declared attribute. */
  String input();

  /**
   * A number.
   *
   * @param divisor what the number is divided by before the model sees it: 100 where the model was
   *     trained on whole currency units and the input is in minor ones; finite, above 0
   */
  record Numeric(String name, String input, double divisor) implements Feature {
    public Numeric {
      if (!(divisor > 0) || divisor == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(name + ": the divisor must be finite and above 0");
      }
    }

    /** A number as it is. */
    public Numeric(String name, String input) {
      this(name, input, 1);
    }
  }

  /**
   * One of a list of values.
   *
   * @param categories Strings or Booleans, all of one kind, each once; a value's number is its
   *     place in this list, from 0
   */
  record Categorical(String name, String input, List<Object> categories) implements Feature {
    public Categorical {
      categories = List.copyOf(categories);
      boolean alike =
          categories.stream().allMatch(String.class::isInstance)
              || categories.stream().allMatch(Boolean.class::isInstance);
      if (categories.isEmpty() || !alike || new HashSet<>(categories).size() < categories.size()) {
        throw new IllegalArgumentException(
            name + ": categories must be texts or booleans, at least one, each once");
      }
    }
  }
}
