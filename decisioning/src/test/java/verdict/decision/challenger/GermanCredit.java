package verdict.decision.challenger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.stream.StreamSupport;
import verdict.decision.Application;
import verdict.decision.AttributeType;
import verdict.decision.Bundle;

/** The shipped model, its features, and rows of the data sets as applications. */
final class GermanCredit {
  /** For the attributes' types; compiling it takes a while. */
  private static final Bundle BUNDLE = Bundle.shipped();

  private static final Instant SUBMITTED = Instant.parse("2026-01-15T10:00:00Z");

  private GermanCredit() {}

  static ChallengerModel model() {
    return ChallengerModel.of(text(), features(/* amountDivisor= */ 100));
  }

  static String text() {
    try (InputStream file =
        GermanCredit.class.getResourceAsStream(
            "/verdict/bundles/german-credit/challenger/model.lgb.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * As {@code features.json} lists them; it was trained on whole currency units, 100 minor ones.
   */
  static List<Feature> features(double amountDivisor) {
    try (InputStream file = GermanCredit.class.getResourceAsStream("features.json")) {
      JsonNode json = new ObjectMapper().readTree(Objects.requireNonNull(file));
      return StreamSupport.stream(json.required("features").spliterator(), false)
          .map(feature -> feature(feature, amountDivisor))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Feature feature(JsonNode feature, double amountDivisor) {
    String name = feature.required("name").textValue();
    if (!feature.has("categories")) {
      return switch (name) {
        case "amount" -> new Feature.Numeric(name, "amountMinor", amountDivisor);
        case "term_months" -> new Feature.Numeric(name, "termMonths");
        default -> new Feature.Numeric(name, name);
      };
    }
    AttributeType type = BUNDLE.attributeType(name).orElseThrow();
    List<Object> categories = new ArrayList<>();
    for (JsonNode category : feature.required("categories")) {
      categories.add(typed(type, category.textValue()));
    }
    return new Feature.Categorical(name, name, categories);
  }

  /** Each row by column name; no field is quoted. */
  static List<Map<String, String>> rows(Path file) {
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
  static Application application(Map<String, String> row) {
    Map<String, Object> attributes = new HashMap<>();
    row.forEach(
        (name, text) ->
            BUNDLE.attributeType(name).ifPresent(type -> attributes.put(name, typed(type, text))));
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
