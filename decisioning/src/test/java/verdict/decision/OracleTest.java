package verdict.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of every data set at hand, against what an independent implementation decides. */
class OracleTest {
  private final Bundle bundle = Bundle.shipped();

  /**
   * The committed rows; and the German Credit rows, which are not ours to commit, wherever they lie
   * beside the project.
   */
  static Stream<DataSet> dataSets() throws URISyntaxException {
    Path committed =
        Path.of(
            Objects.requireNonNull(OracleTest.class.getResource("synthetic/expected.csv")).toURI());
    Stream<DataSet> synthetic = Stream.of(new DataSet(committed.resolveSibling(""), 2_000));
    Stream<DataSet> germanCredit =
        Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .map(ancestor -> ancestor.resolve("shared/data/german-credit"))
            .filter(Files::isDirectory)
            .limit(1)
            .map(directory -> new DataSet(directory, 1_000));
    return Stream.concat(synthetic, germanCredit);
  }

  record DataSet(Path directory, int rows) {
    List<Map<String, String>> read(String file) {
      return Rows.read(directory.resolve(file));
    }

    @Override
    public String toString() {
      return directory.getFileName() + ", " + rows + " rows";
    }
  }

  @ParameterizedTest
  @MethodSource("dataSets")
  void every_row_is_decided_as_the_oracle_decides_it(DataSet data) {
    List<Map<String, String>> expected = data.read("expected.csv");

    List<Map<String, String>> decided =
        data.read("applications.csv").stream().map(this::decide).toList();

    assertThat(expected).hasSize(data.rows());
    assertThat(decided).containsExactlyElementsOf(expected);
  }

  private Map<String, String> decide(Map<String, String> row) {
    Verdict verdict = bundle.decide(Rows.application(row, bundle));
    assertThat(verdict).isInstanceOf(Decided.class);
    Decided decided = (Decided) verdict;
    int points = decided.characteristics().stream().mapToInt(CharacteristicScore::points).sum();
    assertThat(decided.score()).isEqualTo(bundle.basePoints() + points);
    return Map.of(
        "application_id", Rows.cell(row, "application_id"),
        "score", String.valueOf(decided.score()),
        "pd", String.format(Locale.ROOT, "%.6f", decided.pd()),
        "policy_hits",
            decided.policyHits().stream().map(PolicyHit::ruleId).collect(Collectors.joining("|")),
        "decision", decided.decision().name(),
        "decision_source", decided.source().name(),
        "reasons", decided.reasons().stream().map(Reason::code).collect(Collectors.joining("|")));
  }
}
