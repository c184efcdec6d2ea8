package verdict.app.card;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import verdict.decision.Interval;

/**
 * A scorecard that somebody else's table tells.
 *
 * @param base points that everybody gets; absent if the table does not tell them
 * @param characteristics in the table's order
 */
record Card(Optional<BigDecimal> base, List<Characteristic> characteristics) {
  Card {
    characteristics = List.copyOf(characteristics);
  }

  /** What a characteristic's values are. */
  enum Kind {
    NUMBER,
    TEXT,
    TRUTH
  }

  /**
   * One variable.
   *
   * @param column what the table calls it
   * @param input what the bundle calls it
   * @param bins each of numbers, categories or codes alone; numbers ascend
   * @param missing absent if the table has no points for a missing value
   */
  record Characteristic(
      String column, String input, Kind kind, List<Bin> bins, Optional<Bin> missing) {
    Characteristic {
      bins = List.copyOf(bins);
    }

    Stream<Bin> all() {
      return Stream.concat(bins.stream(), missing.stream());
    }

    /** The texts of all bins, in the table's order. */
    List<String> categories() {
      return bins.stream().flatMap(bin -> categories(bin).stream()).toList();
    }

    /** The numbers that a bin holds; absent if it holds something else. */
    static Optional<Interval> numbers(Bin bin) {
      return bin.parts().getFirst() instanceof Part.Numbers(Interval interval)
          ? Optional.of(interval)
          : Optional.empty();
    }

    static List<String> categories(Bin bin) {
      return bin.parts().stream()
          .filter(Part.Category.class::isInstance)
          .map(part -> ((Part.Category) part).value())
          .toList();
    }
  }
}
