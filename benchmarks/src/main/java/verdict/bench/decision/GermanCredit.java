package verdict.bench.decision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import verdict.decision.Bundle;
import verdict.decision.challenger.ChallengerModel;

/** The shipped bundle (12 characteristics) with other rules, and the shipped challenger. */
final class GermanCredit {
  private static final String FOLDER = "/verdict/bundles/german-credit/";
  private static final List<String> UNCHANGED =
      List.of("bundle.yaml", "scorecard.yaml", "baseline.yaml");

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

  private static byte[] resource(String name) {
    try (InputStream file = Bundle.class.getResourceAsStream(FOLDER + name)) {
      return Objects.requireNonNull(file, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
