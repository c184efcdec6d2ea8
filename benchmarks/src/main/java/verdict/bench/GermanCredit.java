package verdict.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import verdict.decision.Application;
import verdict.decision.Bundle;
import verdict.decision.BundleDefinition;
import verdict.decision.challenger.ChallengerModel;

/**
 * The shipped bundle (12 characteristics) with other rules, the shipped challenger, and random
 * applications for both.
 */
final class GermanCredit {
  private static final String FOLDER = "/verdict/bundles/german-credit/";
  private static final List<String> UNCHANGED =
      List.of("bundle.yaml", "scorecard.yaml", "baseline.yaml");
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
    return bundle("rules: []\n");
  }

  /** Ten rules that refer. */
  static Bundle withTenRules() {
    StringBuilder policy = new StringBuilder("rules:\n");
    for (int i = 0; i < RULES.size(); i++) {
      policy.append(
          """
            - id: B%1$d
              outcome: REFER
              when: "%2$s"
              reasonCode: BR%1$d
              reasonText: Rule %1$d
          """
              .formatted(i, RULES.get(i)));
    }
    return bundle(policy.toString());
  }

  private static Bundle bundle(String policy) {
    try {
      Path directory = Files.createTempDirectory("verdict-bench-");
      try {
        for (String file : UNCHANGED) {
          Files.write(directory.resolve(file), resource(file));
        }
        Files.writeString(directory.resolve("policy.yaml"), policy);
        return Bundle.load(directory);
      } finally {
        for (String file : UNCHANGED) {
          Files.deleteIfExists(directory.resolve(file));
        }
        Files.deleteIfExists(directory.resolve("policy.yaml"));
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 80 trees of 8 leaves, 17 features. */
  static ChallengerModel challenger() {
    return ChallengerModel.of(Bundle.shipped().definition().challenger().orElseThrow());
  }

  /** So many that no branch predictor learns them by heart; the same ones every time. */
  static Application[] applications(int count) {
    List<BundleDefinition.Attribute> attributes =
        Bundle.shipped().definition().terms().attributes();
    Random random = new Random(20260115);
    Application[] applications = new Application[count];
    for (int i = 0; i < count; i++) {
      Map<String, Object> values = new HashMap<>();
      for (BundleDefinition.Attribute attribute : attributes) {
        values.put(attribute.name(), value(attribute, random));
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

  private static Object value(BundleDefinition.Attribute attribute, Random random) {
    return switch (attribute.type()) {
      case STRING -> {
        List<String> values = attribute.values().orElseThrow();
        yield values.get(random.nextInt(values.size()));
      }
      case BOOLEAN -> random.nextBoolean();
      case LONG, DOUBLE ->
          attribute.name().equals("age_years") ? random.nextLong(19, 76) : random.nextLong(1, 5);
    };
  }

  private static byte[] resource(String name) {
    try (InputStream file = Bundle.class.getResourceAsStream(FOLDER + name)) {
      return Objects.requireNonNull(file, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
