package verdict.decision;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * The name somebody probably meant. The service kit has its own: this module depends on no other.
 */
final class Nearest {
  /** Names further apart than one edit in this many characters are no misspelling of each other. */
  private static final int CHARACTERS_PER_EDIT = 3;

  private Nearest() {}

  /** {@code ; did you mean 'points'?}, or nothing. */
  static String question(String given, Collection<String> known) {
    return to(given, known).map(name -> "; did you mean '" + name + "'?").orElse("");
  }

  private static Optional<String> to(String given, Collection<String> known) {
    int limit = Math.max(1, given.length() / CHARACTERS_PER_EDIT);
    return known.stream()
        .min(
            Comparator.comparingInt((String name) -> distance(given, name))
                .thenComparing(Comparator.naturalOrder()))
        .filter(name -> distance(given, name) <= limit);
  }

  /** Levenshtein's: insertions, deletions and substitutions that turn one text into the other. */
  private static int distance(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int substitution =
            above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
        current[column] = Math.min(substitution, 1 + Math.min(above[column], current[column - 1]));
      }
      above = current;
    }
    return above[to.length()];
  }
}
