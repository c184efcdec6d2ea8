package verdict.decision.challenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import verdict.decision.challenger.Assessment.Assessed;
import verdict.decision.challenger.Assessment.Unassessed;

/** Every row of every data set at hand, against what others say of it. */
class ChallengerOracleTest {

  /**
   * For committed rows the answers of an evaluator in another language, which walks the trees and
   * takes Shapley values by their definition; for the German Credit rows, which are not ours to
   * commit, native LightGBM's.
   */
  static Stream<DataSet> dataSets() {
    DataSet committed =
        new DataSet(
            resource("../synthetic/applications.csv"), resource("synthetic_expected.csv"), 200);
    Stream<DataSet> germanCredit =
        Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .map(ancestor -> ancestor.resolve("shared/data/german-credit"))
            .filter(Files::isDirectory)
            .limit(1)
            .map(
                directory ->
                    new DataSet(
                        directory.resolve("applications.csv"),
                        directory.resolve("challenger_expected.csv"),
                        1_000));
    return Stream.concat(Stream.of(committed), germanCredit);
  }

  record DataSet(Path applications, Path expected, int count) {
    @Override
    public String toString() {
      return expected.getFileName() + ", " + count + " rows";
    }
  }

  @ParameterizedTest
  @MethodSource("dataSets")
  void every_row_gets_the_oracles_probability_and_features(DataSet data) {
    Map<String, Map<String, String>> applications =
        GermanCredit.rows(data.applications()).stream()
            .collect(
                Collectors.toMap(
                    row -> GermanCredit.cell(row, "application_id"), Function.identity()));
    List<Map<String, String>> expected = GermanCredit.rows(data.expected());
    assertThat(expected).hasSize(data.count());

    try (Challenger challenger = GermanCredit.model().open()) {
      for (Map<String, String> row : expected) {
        String id = GermanCredit.cell(row, "application_id");
        var application =
            GermanCredit.application(Objects.requireNonNull(applications.get(id), id));

        Assessed explained = assessed(challenger.explain(application));
        Assessed assessed = assessed(challenger.assess(application));

        double probability = Double.parseDouble(GermanCredit.cell(row, "pd_bad"));
        assertThat(explained.probabilityOfBad()).as(id).isCloseTo(probability, within(1e-9));
        assertThat(explained.riskRaising().stream().map(RiskFeature::feature))
            .as(id)
            .containsExactly(GermanCredit.cell(row, "top_risk_features").split("\\|"));
        assertThat(assessed.probabilityOfBad()).isEqualTo(explained.probabilityOfBad());
        assertThat(assessed.riskRaising()).isEmpty();
      }
    }
  }

  @Test
  void an_amount_in_another_unit_gets_other_answers() {
    List<Map<String, String>> expected = GermanCredit.rows(resource("synthetic_expected.csv"));
    List<Map<String, String>> rows =
        GermanCredit.rows(resource("../synthetic/applications.csv")).subList(0, expected.size());
    ChallengerModel untrained =
        ChallengerModel.of(GermanCredit.text(), GermanCredit.features(/* amountDivisor= */ 1));

    List<String> wrong = new ArrayList<>();
    try (Challenger challenger = untrained.open()) {
      for (int i = 0; i < rows.size(); i++) {
        Assessed assessed = assessed(challenger.assess(GermanCredit.application(rows.get(i))));
        double probability = Double.parseDouble(GermanCredit.cell(expected.get(i), "pd_bad"));
        if (Math.abs(assessed.probabilityOfBad() - probability) > 1e-9) {
          wrong.add(GermanCredit.cell(rows.get(i), "application_id"));
        }
      }
    }
    assertThat(wrong).hasSizeGreaterThan(rows.size() / 2);
  }

  private static Assessed assessed(Assessment assessment) {
    return switch (assessment) {
      case Assessed assessed -> assessed;
      case Unassessed unassessed -> throw new AssertionError(unassessed.toString());
    };
  }

  private static Path resource(String name) {
    try {
      URL url = Objects.requireNonNull(ChallengerOracleTest.class.getResource(name), name);
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
  }
}
