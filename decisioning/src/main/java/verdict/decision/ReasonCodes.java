package verdict.decision;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A code means one thing to the applicant: two rules may share it, with one text; a characteristic
 * has its own.
 */
final class ReasonCodes {
  private final Problems problems;
  private final Map<String, Use> uses = new HashMap<>();

  ReasonCodes(Problems problems) {
    this.problems = problems;
  }

  private record Use(String text, Place place) {}

  void ofRule(String code, String text, Place place) {
    Use first = first(code, text, place);
    if (first != null && !first.text().equals(text)) {
      twoTexts(code, first, place);
    }
  }

  void ofCharacteristic(String code, String text, Place place) {
    Use first = first(code, text, place);
    if (first != null && !first.text().equals(text)) {
      twoTexts(code, first, place);
    } else if (first != null) {
      problems.add(
          place,
          "reason code '%s' is used twice, first at %s: a characteristic has its own code"
              .formatted(code, first.place()));
    }
  }

  /** The first use of the code; null if this is it, or if code or text are broken. */
  private @Nullable Use first(String code, String text, Place place) {
    return code.isEmpty() || text.isEmpty() ? null : uses.putIfAbsent(code, new Use(text, place));
  }

  private void twoTexts(String code, Use first, Place place) {
    problems.add(
        place,
        "reason code '%s' has two texts, the other at %s: use one text, or two codes"
            .formatted(code, first.place()));
  }
}
