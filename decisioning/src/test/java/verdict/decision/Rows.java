package verdict.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The data sets' CSV files; none of them quotes a field. */
final class Rows {
  private static final Instant SUBMITTED = Instant.parse("2026-01-15T10:00:00Z");

  private Rows() {}

  /** Each row by column name. */
  static List<Map<String, String>> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String[] header = lines.getFirst().split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], fields[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  /** The data README's mapping of a row. */
  static Application application(Map<String, String> row, Bundle bundle) {
    Map<String, Object> attributes = new HashMap<>();
    row.forEach(
        (name, text) ->
            bundle.attributeType(name).ifPresent(type -> attributes.put(name, typed(type, text))));
    return new Application(
        cell(row, "application_id"),
        1,
        "german-credit",
        Long.parseLong(cell(row, "amount")) * 100,
        "DEM",
        Integer.parseInt(cell(row, "term_months")),
        SUBMITTED,
        attributes);
  }

  static String cell(Map<String, String> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  private static Object typed(AttributeType type, String text) {
    return switch (type) {
      case STRING -> text;
      case LONG -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
    };
  }
}
