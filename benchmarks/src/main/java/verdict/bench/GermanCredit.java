package verdict.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import verdict.decision.Application;
import verdict.decision.Bundle;
import verdict.decision.challenger.ChallengerModel;
import verdict.decision.challenger.Feature;

/**
 * The shipped bundle (12 characteristics) with other rules, the shipped challenger, and random
 * applications for both.
 */
final class GermanCredit {
  private static final String FOLDER = "/verdict/bundles/german-credit/";
  private static final String BUNDLE = "bundle.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant SUBMITTED = Instant.parse("2026-01-15T10:00:00Z");

  /** Comparisons, equalities, lists, and, or, arithmetic; most applications pass most of them. */
  private static final List<String> RULES =
      List.of(
          "termMonths > 60",
          "employment_since == 'unemployed' && amountMinor > 600000",
          "amountMinor > 1500000",
          "credit_history == 'critical' && other_installment_plans != 'none' && amountMinor > 300000",
          "age_years < 20",
          "age_years + termMonths / 12 > 75",
          "purpose in ['retraining', 'education'] && amountMinor > 1000000",
          "amountMinor / termMonths > 100000",
          "savings == 'under_100' && (checking_status == 'negative' || existing_credits > 3)",
          "!telephone && installment_rate == 4 && dependents > 1 && job == 'unemployed'");

  private GermanCredit() {}

  /** No rules: the scorecard decides alone. */
  static Bundle scorecardAlone() {
    return bundle(List.of());
  }

  /** Ten rules that refer. */
  static Bundle withTenRules() {
    return bundle(RULES);
  }

  private static Bundle bundle(List<String> rules) {
    ObjectNode json = shipped();
    ArrayNode policy = json.putArray("policy");
    for (String rule : rules) {
      policy
          .addObject()
          .put("id", "B" + policy.size())
          .put("outcome", "REFER")
          .put("when", rule)
          .put("reasonCode", "BR" + policy.size())
          .put("reasonText", "Rule " + policy.size());
    }
    try {
      Path directory = Files.createTempDirectory("verdict-bench-");
      Path file = directory.resolve(BUNDLE);
      try {
        Files.write(file, JSON.writeValueAsBytes(json));
        return Bundle.load(directory);
      } finally {
        Files.delete(file);
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 80 trees of 8 leaves, 17 features. */
  static ChallengerModel challenger() {
    JsonNode attributes = shipped().required("attributes");
    List<Feature> features = new ArrayList<>();
    features.add(new Feature.Numeric("amount", "amountMinor", 100));
    features.add(new Feature.Numeric("term_months", "termMonths"));
    for (String name :
        List.of(
            "purpose",
            "checking_status",
            "credit_history",
            "savings",
            "employment_since",
            "installment_rate",
            "other_debtors",
            "residence_since",
            "property",
            "other_installment_plans",
            "housing",
            "existing_credits",
            "job",
            "dependents",
            "telephone")) {
      JsonNode attribute = attributes.required(name);
      features.add(
          switch (attribute.required("type").textValue()) {
            case "string" -> new Feature.Categorical(name, name, List.copyOf(values(attribute)));
            case "boolean" -> new Feature.Categorical(name, name, List.of(false, true));
            default -> new Feature.Numeric(name, name);
          });
    }
    String model = new String(resource("challenger/model.lgb.txt"), StandardCharsets.UTF_8);
    return ChallengerModel.of(model, features);
  }

  /** So many that no branch predictor learns them by heart; the same ones every time. */
  static Application[] applications(int count) {
    JsonNode attributes = shipped().required("attributes");
    Random random = new Random(20260115);
    Application[] applications = new Application[count];
    for (int i = 0; i < count; i++) {
      Map<String, Object> values = new HashMap<>();
      for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
        values.put(attribute.getKey(), value(attribute.getKey(), attribute.getValue(), random));
      }
      applications[i] =
          new Application(
              "b-" + i,
              1,
              "german-credit",
              random.nextLong(250, 18_425) * 100,
              "DEM",
              random.nextInt(4, 73),
              SUBMITTED,
              values);
    }
    return applications;
  }

  private static Object value(String name, JsonNode attribute, Random random) {
    return switch (attribute.required("type").textValue()) {
      case "string" -> {
        List<String> values = values(attribute);
        yield values.get(random.nextInt(values.size()));
      }
      case "boolean" -> random.nextBoolean();
      default -> name.equals("age_years") ? random.nextLong(19, 76) : random.nextLong(1, 5);
    };
  }

  private static List<String> values(JsonNode attribute) {
    List<String> values = new ArrayList<>();
    attribute.required("values").forEach(value -> values.add(value.textValue()));
    return values;
  }

  private static ObjectNode shipped() {
    try {
      return (ObjectNode) JSON.readTree(resource(BUNDLE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream file = Bundle.class.getResourceAsStream(FOLDER + name)) {
      return requireNonNull(file, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
