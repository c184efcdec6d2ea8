package verdict.app.card;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One bin of a table.
 *
 * @param line its row's
 * @param count how many of the development sample it holds; absent if the table does not say
 */
record Bin(long line, List<Part> parts, BigDecimal points, Optional<BigDecimal> count) {
  Bin {
    parts = List.copyOf(parts);
  }

  Bin with(List<Part> others) {
    return new Bin(line, others, points, count);
  }

  boolean holds(Class<? extends Part> kind) {
    return parts.stream().anyMatch(kind::isInstance);
  }
}
