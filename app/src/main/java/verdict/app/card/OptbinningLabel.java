package verdict.app.card;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A bin as optbinning prints it: {@code [12.50, 20.00)} for numbers; for categories an array, which
 * NumPy writes {@code ['A' 'B']} over several lines if it is long, a Python list {@code ['A', 'B']}
 * where the modeller gave the splits, and pandas' display {@code [A, B]}; {@code Missing}; {@code
 * Special}, or the modeller's own names for special codes.
 */
final class OptbinningLabel {
  private static final String MISSING = "Missing";

  /** A quoted text, as Python's {@code repr} writes it; NumPy 2 wraps those of its lists. */
  private static final Pattern QUOTED =
      Pattern.compile(
          "\\G[\\s,]*(?:np\\.str_\\()?(?:'((?:[^'\\\\]|\\\\['\"\\\\])*)'|\"((?:[^\"\\\\]|\\\\['\"\\\\])*)\")\\)?");

  private static final Pattern ESCAPE = Pattern.compile("\\\\(['\"\\\\])");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern COMMA = Pattern.compile(",\\s*");
  private static final Pattern UNQUOTED_NUMBER = Pattern.compile("[-+]?[0-9.]+(e[-+]?[0-9]+)?");
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");

  private OptbinningLabel() {}

  static Label read(String cell) {
    String text = cell.strip();
    if (text.equals(MISSING)) {
      return Label.Read.of(new Part.Missing());
    }
    boolean array = text.startsWith("[") && text.endsWith("]");
    if (array) {
      return categories(text.substring(1, text.length() - 1).strip());
    }
    if (text.startsWith("[") || text.startsWith("(")) {
      return PrintedInterval.read(text)
          .<Label>map(interval -> Label.Read.of(new Part.Numbers(interval)))
          .orElseGet(() -> unreadable(text, "is neither an interval nor a whole array"));
    }
    return Label.Read.of(new Part.Codes(text));
  }

  private static Label categories(String items) {
    if (items.startsWith("'") || items.startsWith("\"") || items.startsWith("np.str_(")) {
      return quoted(items);
    }
    List<String> values =
        items.contains(",") ? List.of(COMMA.split(items)) : List.of(BLANKS.split(items));
    if (items.isEmpty()) {
      return new Label.Read(List.of());
    }
    if (values.contains("...")) {
      return unreadable(items, "is shortened: print the table with to_csv, all of it");
    }
    if (values.stream().allMatch(value -> UNQUOTED_NUMBER.matcher(value).matches())) {
      return values.stream().allMatch(value -> WHOLE.matcher(value).matches())
          ? read(values.stream())
          : unreadable(items, "has numbers with decimals for categories: make them texts first");
    }
    boolean truths =
        values.stream().allMatch(value -> value.equals("True") || value.equals("False"));
    return items.contains(",") || truths ? read(values.stream()) : read(Stream.of(items));
  }

  private static Label quoted(String items) {
    List<String> values = new ArrayList<>();
    Matcher item = QUOTED.matcher(items);
    int end = 0;
    while (item.find()) {
      String text = item.group(1) == null ? item.group(2) : item.group(1);
      values.add(ESCAPE.matcher(text).replaceAll("$1"));
      end = item.end();
    }
    return end == items.length()
        ? read(values.stream())
        : unreadable(items.substring(end).strip(), "is no quoted text, as the ones before it are");
  }

  private static Label read(Stream<String> values) {
    return new Label.Read(values.<Part>map(Part.Category::new).toList());
  }

  private static Label unreadable(String what, String why) {
    return new Label.Unreadable("'" + BLANKS.matcher(what).replaceAll(" ") + "' " + why);
  }
}
