package verdict.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static verdict.decision.Broken.broken;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of baseline, challenger, and files as such. */
class OtherFilesProblemsTest {
  private static final BundleText SMALL = BundleText.small();
  private static final BundleText SHIPPED = BundleText.shipped();

  private static BundleText features(String part, String by) {
    return SHIPPED.replaced(BundleFile.FEATURES, part, by);
  }

  private static BundleText model(String part, String by) {
    return SHIPPED.replaced(BundleFile.MODEL, part, by);
  }

  static Stream<Broken> baselines() {
    return Stream.of(
        broken(
            "sum",
            SMALL.baseline("[0.5, 0.4]", "[0.5, 0.5]"),
            "baseline.yaml:2",
            "the shares of 'grade' add up to 1.1, not to 1"),
        broken(
            "number of bins",
            SMALL.baseline("[0.5, 0.4]", "[0.5, 0.2, 0.2]"),
            "baseline.yaml:2",
            "'grade' has 2 bins and 3 shares"),
        broken(
            "no characteristic",
            SMALL.baseline("  grade: {bins: [0.5, 0.4], missing: 0.1}\n", ""),
            "baseline.yaml:1",
            "no shares of characteristic 'grade'"),
        broken(
            "unknown characteristic",
            SMALL.baseline("scores:", "  greade: {bins: [1]}\nscores:"),
            "baseline.yaml:5",
            "unknown characteristic 'greade'; did you mean 'grade'?"),
        broken(
            "no share of missing",
            SMALL.baseline("[0.5, 0.4], missing: 0.1", "[0.5, 0.5]"),
            "baseline.yaml:2",
            "no share of the bin 'missing', which the scorecard has: add it"),
        broken(
            "share of a bin that is not there",
            SMALL.baseline("[0.75, 0.25]", "[0.75, 0.25], other: 0"),
            "baseline.yaml:4",
            "a share of the bin 'other', which the scorecard does not have: remove it"),
        broken(
            "negative share",
            SMALL.baseline("[0.75, 0.25]", "[1, -0.25]"),
            "baseline.yaml:4",
            "'bins' must hold shares from 0 to 1, not -0.25"),
        broken(
            "share above one",
            SMALL.baseline("share: 0.75", "share: 1.75"),
            "baseline.yaml:7",
            "'share' must hold shares from 0 to 1, not 1.75"),
        broken(
            "gap of scores",
            SMALL.baseline("from: 500", "above: 500"),
            "baseline.yaml:7",
            "gap between (-inf, 500) and (500, +inf): 500 is in no bin"),
        broken(
            "sum of scores",
            SMALL.baseline("share: 0.75", "share: 0.5"),
            "baseline.yaml:5",
            "the shares of the scores add up to 0.75, not to 1"));
  }

  static Stream<Broken> challengers() {
    return Stream.of(
        broken(
            "undeclared",
            features("name: residence_since", "name: residence_sinc")
                .replaced(BundleFile.MODEL, "residence_since", "residence_sinc"),
            "challenger/features.yaml:13",
            "unknown attribute 'residence_sinc'; did you mean 'residence_since'?"),
        broken(
            "undeclared input",
            features("input: amountMinor", "input: amount"),
            "challenger/features.yaml:4",
            "unknown attribute 'amount'"),
        broken(
            "one too few",
            features("  - {name: dependents}\n", ""),
            "challenger/features.yaml:3",
            "16 features, and the model has 17"),
        broken(
            "another order",
            features("  - {name: dependents}\n", "")
                .replaced(
                    BundleFile.FEATURES,
                    "  - {name: residence_since}\n",
                    "  - {name: dependents}\n  - {name: residence_since}\n"),
            "challenger/features.yaml:3",
            "feature 10 is 'dependents', and the model's is 'residence_since'"),
        broken(
            "feature twice",
            features("name: dependents", "name: residence_since"),
            "challenger/features.yaml:19",
            "feature 'residence_since' stands twice"),
        broken(
            "category that is not allowed",
            features("[free,", "[gratis,"),
            "challenger/features.yaml:16",
            "'categories' holds 'gratis', which is not among the values of 'housing'"),
        broken(
            "category twice",
            features("[free, own", "[free, free"),
            "challenger/features.yaml:16",
            "'categories' holds 'free' twice"),
        broken(
            "no categories",
            features("{name: housing, categories: [free, own, rent]}", "{name: housing}"),
            "challenger/features.yaml:16",
            "key 'categories' is missing"),
        broken(
            "categories of a number",
            features("{name: dependents}", "{name: dependents, categories: [a]}"),
            "challenger/features.yaml:19",
            "'dependents' is a number and goes to the model as it is"),
        broken(
            "divided text",
            features("{name: housing,", "{name: housing, divideBy: 2,"),
            "challenger/features.yaml:16",
            "'housing' is no number: remove 'divideBy'"),
        broken(
            "divided by nothing",
            features("divideBy: 100", "divideBy: 0"),
            "challenger/features.yaml:4",
            "'divideBy' must be above 0"),
        broken(
            "no model",
            SHIPPED.without(BundleFile.MODEL),
            "challenger/model.lgb.txt:1",
            "the file is missing"),
        broken(
            "no features",
            SHIPPED.without(BundleFile.FEATURES),
            "challenger/features.yaml:1",
            "the file is missing"),
        broken(
            "empty model",
            SHIPPED.with(BundleFile.MODEL, ""),
            "challenger/model.lgb.txt:1",
            "no LightGBM text model"),
        broken(
            "another model",
            SHIPPED.with(BundleFile.MODEL, "{}"),
            "challenger/model.lgb.txt:1",
            "no LightGBM text model"),
        broken(
            "model cut off",
            SHIPPED.with(BundleFile.MODEL, SHIPPED.text(BundleFile.MODEL).substring(0, 2_000)),
            "challenger/model.lgb.txt:39",
            "the model is cut off"),
        broken(
            "model without names",
            model("feature_names=", "names="),
            "challenger/model.lgb.txt:1",
            "the model's head has no line 'feature_names=…'"),
        broken(
            "model against itself",
            model("max_feature_idx=16", "max_feature_idx=17"),
            "challenger/model.lgb.txt:6",
            "'max_feature_idx=17', but there are 17 names in line 8"));
  }

  static Stream<Broken> texts() {
    return Stream.of(
        broken(
            "missing file",
            SMALL.without(BundleFile.POLICY),
            "policy.yaml:1",
            "the file is missing: add it"),
        broken(
            "all files missing",
            new BundleText(Map.of()),
            "baseline.yaml:1",
            "the file is missing",
            "bundle.yaml:1",
            "the file is missing",
            "policy.yaml:1",
            "the file is missing",
            "scorecard.yaml:1",
            "the file is missing"),
        broken(
            "empty file",
            SMALL.policy("\n# nothing\n"),
            "policy.yaml:1",
            "empty: nothing but blanks and comments"),
        broken("not YAML", SMALL.policy("rules: []\n  - x\n"), "policy.yaml:2", "not YAML: "),
        broken("unclosed", SMALL.policy("rules: [\n\n"), "policy.yaml:3", "not YAML: "),
        broken("tab", SMALL.policy("rules:\n\t- x\n"), "policy.yaml:2", "not YAML: "),
        broken(
            "key twice",
            SMALL.policy("rules: []\nrules: []\n"),
            "policy.yaml:2",
            "key 'rules' stands twice, first in line 1"),
        broken(
            "two documents",
            SMALL.policy("rules: []\n---\nrules: []\n"),
            "policy.yaml:2",
            "a second document"),
        broken("anchor", SMALL.policy("rules: &all []\n"), "policy.yaml:1", "an anchor, &all"),
        broken("alias", SMALL.policy("rules:\n  - *all\n"), "policy.yaml:2", "an alias, *all"),
        broken("tag", SMALL.policy("rules: !!java.util.Date x\n"), "policy.yaml:1", "a tag"),
        broken("tagged list", SMALL.policy("rules: !!set []\n"), "policy.yaml:1", "a tag"),
        broken("tagged mapping", SMALL.policy("!x\nrules: []\n"), "policy.yaml:1", "a tag"),
        broken("list as key", SMALL.policy("? [a]\n: b\n"), "policy.yaml:1", "a list as a key"),
        broken(
            "too deep",
            SMALL.policy("rules: " + "[".repeat(100_000)),
            "policy.yaml:1",
            "nested too deep: 16 levels at most"),
        broken(
            "control character",
            SMALL.policy("rules: []\n# \u0007\n"),
            "policy.yaml:2",
            "a control character"),
        broken(
            "half a character",
            SMALL.policy("rules:\n- \"\\uD800\"\n"),
            "policy.yaml:2",
            "half a character"),
        broken(
            "unknown version of YAML",
            SMALL.policy("%YAML 3.0\n---\nrules: []\n"),
            "policy.yaml:1",
            "not YAML: "),
        broken(
            "a list at the top",
            SMALL.policy("- rules\n"),
            "policy.yaml:1",
            "'policy.yaml' must be a mapping with the keys rules, not a list"));
  }

  @ParameterizedTest
  @MethodSource({"baselines", "challengers", "texts"})
  void a_problem_is_told_with_its_line_and_remedy(Broken broken) {
    broken.isRefusedAsExpected();
  }

  @Test
  void a_key_that_stands_twice_does_not_hide_what_else_is_wrong() {
    assertThat(SMALL.policy("rules: []\nrules: []\nrule: 1\n").problems())
        .hasSize(2)
        .allMatch(problem -> problem.startsWith("policy.yaml:"));
  }

  @Test
  void all_problems_of_all_files_are_told_at_once_by_file_and_line() {
    BundleText broken =
        SMALL
            .bundle("name: small\n", "")
            .bundle("EUR", "Euro")
            .policy(Samples.rules(Samples.rule("R1", "REFER", "debts", "RR", "text")))
            .scorecard("values: [b]", "values: [c]")
            .baseline("0.75, 0.25", "0.75, 0.75");

    assertThat(broken.problems())
        .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
        .containsExactly(
            "baseline.yaml:4:",
            "bundle.yaml:1:",
            "bundle.yaml:3:",
            "policy.yaml:4:",
            "scorecard.yaml:10:");
  }

  @Test
  void a_directory_is_read_by_its_files(@TempDir Path directory) throws IOException {
    for (var file : SHIPPED.texts().entrySet()) {
      Path path = directory.resolve(file.getKey().path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }

    assertThat(Bundle.load(directory).hash()).isEqualTo(Bundle.shipped().hash());
    assertThat(Bundle.load(directory, LocalDate.parse("2026-01-01")).definition())
        .isEqualTo(Bundle.shipped().definition());
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> Bundle.load(directory, LocalDate.parse("2036-01-01")))
        .withMessageContaining("expired on 2035-12-31")
        .satisfies(
            e ->
                assertThat(e.problems()).singleElement().asString().startsWith("bundle.yaml:19: "));
  }

  @Test
  void bytes_that_are_no_text_are_told_with_their_line(@TempDir Path directory) throws IOException {
    Files.write(directory.resolve("policy.yaml"), new byte[] {'a', '\n', '\n', (byte) 0xff});
    Files.write(directory.resolve("baseline.yaml"), new byte[(1 << 20) + 1]);
    Files.createDirectory(directory.resolve("scorecard.yaml"));

    BundleCheck check = Bundle.check(directory, LocalDate.EPOCH);

    assertThat(((BundleCheck.Broken) check).problems())
        .extracting(BundleProblem::toString)
        .containsExactly(
            "baseline.yaml:1: larger than 1048576 bytes, which is the limit",
            "bundle.yaml:1: the file is missing: add it, docs/bundles.md says how",
            "policy.yaml:3: not UTF-8: save the file as UTF-8",
            "scorecard.yaml:1: cannot be read (IOException)");
  }

  @Test
  void no_directory_is_one_problem() {
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> Bundle.load(Path.of("nowhere")))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .isEqualTo(
                        List.of("bundle.yaml:1: no such directory: nowhere; a bundle is one")));
  }
}
