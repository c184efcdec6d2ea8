package verdict.kit;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.EditDistanceFrom;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The name somebody probably meant. */
final class Nearest {
  /** Names further apart than one edit in this many characters are no misspelling of each other. */
  private static final int CHARACTERS_PER_EDIT = 4;

  private Nearest() {}

  static Optional<String> to(String given, Collection<String> known) {
    int limit = Math.max(1, given.length() / CHARACTERS_PER_EDIT);
    EditDistanceFrom<Integer> distance =
        new EditDistanceFrom<>(LevenshteinDistance.getDefaultInstance(), given);
    return known.stream()
        .min(
            Comparator.comparing((String name) -> distance.apply(name))
                .thenComparing(Comparator.naturalOrder()))
        .filter(name -> distance.apply(name) <= limit);
  }
}
