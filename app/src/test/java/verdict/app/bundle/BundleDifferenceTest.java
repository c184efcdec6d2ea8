package verdict.app.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import verdict.decision.Bundle;

class BundleDifferenceTest {
  private static final Path SHIPPED = Path.of("..", "bundles", "german-credit");
  private static final List<String> FILES =
      List.of(
          "bundle.yaml",
          "policy.yaml",
          "scorecard.yaml",
          "baseline.yaml",
          "challenger/features.yaml",
          "challenger/model.lgb.txt");

  private final Bundle shipped = Bundle.load(SHIPPED);

  @TempDir private Path copy;

  static Arguments edit(String file, String part, String by, String... changes) {
    return Arguments.of(file, part, by, List.of(changes));
  }

  static Stream<Arguments> edits() {
    return Stream.of(
        edit("bundle.yaml", "name: german-credit", "name: gc", "name: german-credit → gc"),
        edit("bundle.yaml", "product: german-credit", "product: gc", "product: german-credit → gc"),
        edit("bundle.yaml", "currency: DEM", "currency: EUR", "currency: DEM → EUR"),
        edit(
            "bundle.yaml",
            "left out.",
            "left out!",
            "description: Consumer loans, scored on the Statlog German Credit data (UCI, CC BY 4.0); the columns on sex and on foreign workers are left out. → Consumer loans, scored on the Statlog German Credit data (UCI, CC BY 4.0); the columns on sex and on foreign workers are left out!"),
        edit(
            "bundle.yaml",
            "owner: Verdict's authors",
            "owner: A lender",
            "owner: Verdict's authors → A lender"),
        edit(
            "bundle.yaml",
            "approvedBy: Verdict's authors",
            "approvedBy: A committee",
            "approved by: Verdict's authors → A committee"),
        edit(
            "bundle.yaml",
            "Not for lending.",
            "For lending.",
            "purpose: Shows the bundle format, and decides the demo's applications. Not for lending. → Shows the bundle format, and decides the demo's applications. For lending."),
        edit("bundle.yaml", "2035-12-31", "2036-12-31", "valid until: 2035-12-31 → 2036-12-31"),
        edit(
            "bundle.yaml",
            "{min: 1, max: 10000000}",
            "{min: 2, max: 10000001}",
            "smallest amount: 1 → 2",
            "largest amount: 10000000 → 10000001"),
        edit(
            "bundle.yaml",
            "{min: 1, max: 120}",
            "{min: 2, max: 121}",
            "shortest term: 1 → 2",
            "longest term: 120 → 121"),
        edit(
            "bundle.yaml",
            "467, referAtOrAbove: 403",
            "468, referAtOrAbove: 404",
            "approve at or above: 467 → 468",
            "refer at or above: 403 → 404"),
        edit(
            "bundle.yaml",
            "unit: years",
            "unit: months\n    required: true\n    min: 18\n    max: 99\n    description: Age",
            "attribute age_years: required false → true",
            "attribute age_years: min none → 18",
            "attribute age_years: max none → 99",
            "attribute age_years: unit years → months",
            "attribute age_years: description none → Age"),
        edit(
            "bundle.yaml",
            "  telephone:\n    type: boolean",
            "  mobile:\n    type: boolean\n  telephone:\n    type: boolean",
            "attribute mobile: added: boolean, any"),
        edit(
            "bundle.yaml",
            "skilled, unemployed,",
            "retired, skilled, unemployed,",
            "attribute job: value retired added"),
        edit("bundle.yaml", "[management, skilled, ", "[skilled, management, "),
        edit(
            "policy.yaml",
            "termMonths > 60",
            "termMonths > 72",
            "rule P001: when termMonths > 60 → termMonths > 72"),
        edit(
            "policy.yaml",
            "outcome: DECLINE\n    when: termMonths",
            "outcome: REFER\n    when: termMonths",
            "rule P001: outcome DECLINE → REFER"),
        edit("policy.yaml", "PP01", "PP11", "rule P001: reason code PP01 → PP11"),
        edit(
            "policy.yaml",
            "above the product limit",
            "too long",
            "rule P001: reason text Loan term above the product limit → Loan term too long"),
        edit(
            "policy.yaml",
            "id: P001",
            "id: P005",
            "rule P001: removed: DECLINE when termMonths > 60 (PP01 Loan term above the product limit)",
            "rule P005: added: DECLINE when termMonths > 60 (PP01 Loan term above the product limit)"),
        edit(
            "policy.yaml",
            "id: P001",
            "description: why\n    id: P001",
            "rule P001: description none → why"),
        edit("scorecard.yaml", "basePoints: 448", "basePoints: 450", "base points: 448 → 450"),
        edit(
            "scorecard.yaml",
            "{pdo: 50, baseScore: 600, baseOdds: 19}",
            "{pdo: 20, baseScore: 601, baseOdds: 19.5}",
            "points that double the odds: 50 → 20",
            "base score: 600 → 601",
            "base odds: 19 → 19.5"),
        edit(
            "scorecard.yaml",
            "reasonCode: AA01",
            "reasonCode: AB01",
            "checking_status: reason code AA01 → AB01"),
        edit(
            "scorecard.yaml",
            "Length of the loan",
            "Term",
            "termMonths: reason text Length of the loan → Term"),
        edit(
            "scorecard.yaml",
            "baselinePoints: 3.12",
            "baselinePoints: 3.13\n    cutoffPoints: 1\n    description: why",
            "termMonths: baseline points 3.12 → 3.13",
            "termMonths: cut-off points none → 1",
            "termMonths: description none → why"),
        edit(
            "scorecard.yaml",
            "{values: [own], points: 8}",
            "{values: [own], points: 9}",
            "housing, bin own: points 8 → 9"),
        edit(
            "scorecard.yaml",
            "upTo: 8, points: 67}\n      - {above: 8,",
            "below: 8, points: 67}\n      - {from: 8,",
            "termMonths, bin (-inf, 8]: removed: 67 points",
            "termMonths, bin (8, 15]: removed: 18 points",
            "termMonths, bin (-inf, 8): added: 67 points",
            "termMonths, bin [8, 15]: added: 18 points"),
        edit(
            "scorecard.yaml",
            "      - {values: [own], points: 8}\n      - {values: [rent], points: -16}",
            "      - {values: [rent], points: -16}\n      - {values: [own], points: 8}",
            "housing, bins: order own, rent, free → rent, own, free"),
        edit(
            "scorecard.yaml",
            "missing: {points: -19}",
            "missing: {points: 0}",
            "housing, bin missing: points -19 → 0"),
        edit(
            "baseline.yaml",
            "housing: {bins: [0.713, 0.179",
            "housing: {bins: [0.714, 0.178",
            "baseline of housing: shares 0.713 0.179 0.108 missing 0 → 0.714 0.178 0.108 missing 0"),
        edit(
            "baseline.yaml",
            "below: 300, share: 0.045",
            "below: 300, share: 0.0451",
            "baseline of the scores (-inf, 300): 0.045 → 0.0451"),
        edit(
            "challenger/features.yaml",
            "divideBy: 100",
            "divideBy: 10",
            "feature amount: divided by 100 → 10"),
        edit(
            "challenger/features.yaml",
            "input: termMonths",
            "input: age_years",
            "feature term_months: input termMonths → age_years"),
        edit(
            "challenger/features.yaml",
            "[free, own, rent]",
            "[own, free, rent]",
            "feature housing: categories [free, own, rent] → [own, free, rent]"),
        edit(
            "challenger/model.lgb.txt",
            "shrinkage=1\n",
            "shrinkage=2\n",
            "challenger: another model"));
  }

  @ParameterizedTest
  @MethodSource("edits")
  void every_change_is_told_and_nothing_else(
      String file, String part, String by, List<String> changes) throws IOException {
    for (String each : FILES) {
      Files.createDirectories(copy.resolve(each).getParent());
      Files.copy(SHIPPED.resolve(each), copy.resolve(each));
    }
    String text = Files.readString(copy.resolve(file));
    assertThat(text).contains(part);
    Files.writeString(copy.resolve(file), text.replace(part, by));
    Bundle edited = Bundle.load(copy);

    List<String> told = told(shipped, edited);

    assertThat(told).isEqualTo(changes);
    assertThat(told.isEmpty()).isEqualTo(edited.hash().equals(shipped.hash()));
    assertThat(told(edited, shipped)).hasSameSizeAs(told);
  }

  @Test
  void a_challenger_that_is_no_longer_there_is_told() throws IOException {
    for (String each : FILES.subList(0, 4)) {
      Files.copy(SHIPPED.resolve(each), copy.resolve(each));
    }

    assertThat(told(shipped, Bundle.load(copy))).containsExactly("challenger: there → none");
  }

  private static List<String> told(Bundle before, Bundle after) {
    return BundleDifference.between(before.definition(), after.definition()).stream()
        .map(Change::toString)
        .toList();
  }
}
