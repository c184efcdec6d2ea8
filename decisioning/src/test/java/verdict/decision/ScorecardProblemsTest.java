package verdict.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static verdict.decision.Broken.broken;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of {@code scorecard.yaml}. */
class ScorecardProblemsTest {
  private static final BundleText SMALL = BundleText.small();

  static Stream<Broken> characteristics() {
    return Stream.of(
        broken(
            "unknown attribute",
            SMALL.scorecard("name: grade", "name: gradee").baseline("grade:", "gradee:"),
            "scorecard.yaml:4",
            "unknown attribute 'gradee'; did you mean 'grade'?: declare it"),
        broken(
            "time of submission",
            SMALL.scorecard("name: grade", "name: submittedAt").baseline("grade:", "submittedAt:"),
            "scorecard.yaml:4",
            "unknown attribute 'submittedAt'"),
        broken(
            "scored twice",
            SMALL
                .scorecard("name: income", "name: grade")
                .baseline("  income: {bins: [0.5, 0.4], missing: 0.1}\n", ""),
            "scorecard.yaml:12",
            "'grade' is scored twice"),
        broken(
            "no reason text",
            SMALL.scorecard("    reasonText: Grade\n", ""),
            "scorecard.yaml:4",
            "key 'reasonText' is missing"),
        broken(
            "code twice",
            SMALL.scorecard("Income", "Grade").scorecard("reasonCode: C2", "reasonCode: C1"),
            "scorecard.yaml:13",
            "reason code 'C1' is used twice, first at scorecard.yaml:5"),
        broken(
            "code with two texts",
            SMALL.scorecard("reasonCode: C2", "reasonCode: C1"),
            "scorecard.yaml:13",
            "reason code 'C1' has two texts, the other at scorecard.yaml:5"),
        broken(
            "a rule's code",
            SMALL.policy(Samples.rules(Samples.rule("R", "REFER", "true", "C3", "Amount"))),
            "scorecard.yaml:21",
            "reason code 'C3' is used twice, first at policy.yaml:5"),
        broken(
            "no missing bin",
            SMALL.scorecard("    missing: {points: -20}\n", ""),
            "scorecard.yaml:4",
            "no bin for a missing 'grade': add 'missing: {points: …}'"),
        broken(
            "missing bin of a required one",
            SMALL.bundle("grade: {", "grade: {required: true, "),
            "scorecard.yaml:11",
            "'grade' is never missing, since it is required: remove this bin"),
        broken(
            "missing bin of the amount",
            SMALL.scorecard(
                "      - {above: 50000, points: -30}\n",
                "      - {above: 50000, points: -30}\n    missing: {points: 1}\n"),
            "scorecard.yaml:27",
            "'amountMinor' is never missing"),
        broken(
            "points with a fraction",
            SMALL.scorecard("points: -20", "points: 0.5"),
            "scorecard.yaml:11",
            "'points' must be a whole number from -1000000 to 1000000, not 0.5"),
        broken(
            "points of a bin",
            SMALL.scorecard("points: 10}", "points: ten}"),
            "scorecard.yaml:9",
            "'points' must be a whole number from -1000000 to 1000000, not ten"),
        broken(
            "no pdo",
            SMALL.scorecard("pdo: 20", "pdo: 0"),
            "scorecard.yaml:2",
            "'pdo' must be above 0 and at most 1000000"),
        broken(
            "too many odds",
            SMALL.scorecard("baseOdds: 1", "baseOdds: 1000000001"),
            "scorecard.yaml:2",
            "'baseOdds' must be above 0 and at most 1000000000"),
        broken(
            "no scaling",
            SMALL.scorecard("scaling: {pdo: 20, baseScore: 500, baseOdds: 1}\n", ""),
            "scorecard.yaml:1",
            "key 'scaling' is missing"),
        broken(
            "no cutoffPoints",
            SMALL.bundle("cutoffs:", "reasonBaseline: cutoff\ncutoffs:"),
            "scorecard.yaml:4",
            "key 'cutoffPoints' is missing: add it, since bundle.yaml says 'reasonBaseline: cutoff'",
            "scorecard.yaml:12",
            "key 'cutoffPoints' is missing",
            "scorecard.yaml:20",
            "key 'cutoffPoints' is missing"),
        broken(
            "no bins",
            SMALL.scorecard(
                "bins:\n      - {values: [a], points: 10}\n      - {values: [b], points: -10}",
                "bins: []"),
            "scorecard.yaml:8",
            "'bins' must hold 1 to 1000 items, not 0"),
        broken(
            "no characteristics",
            SMALL
                .with(
                    BundleFile.SCORECARD,
                    "basePoints: 500\nscaling: {pdo: 20, baseScore: 500, baseOdds: 1}\ncharacteristics: []\n")
                .with(BundleFile.BASELINE, "characteristics: {}\nscores: [{share: 1}]\n"),
            "scorecard.yaml:3",
            "'characteristics' must hold 1 to 1000 items"));
  }

  static Stream<Broken> numberBins() {
    return Stream.of(
        broken(
            "gap at an edge",
            SMALL.scorecard("upTo: 1000.5", "below: 1000.5"),
            "scorecard.yaml:18",
            "gap between (-inf, 1000.5) and (1000.5, +inf): 1000.5 is in no bin"),
        broken(
            "overlap at an edge",
            SMALL.scorecard("above: 1000.5", "from: 1000.5"),
            "scorecard.yaml:18",
            "overlap: 1000.5 is in (-inf, 1000.5] and in [1000.5, +inf)"),
        broken(
            "gap",
            SMALL.scorecard("above: 1000.5", "above: 1001"),
            "scorecard.yaml:18",
            "gap between"),
        broken(
            "overlap",
            SMALL.scorecard("above: 1000.5", "above: 1000"),
            "scorecard.yaml:18",
            "overlap: "),
        broken(
            "gap of whole numbers",
            SMALL.scorecard("above: 50000", "above: 50001"),
            "scorecard.yaml:26",
            "gap between (-inf, 50000] and (50001, +inf): 50001 is in no bin"),
        broken(
            "overlap of whole numbers",
            SMALL.scorecard("above: 50000", "above: 49999"),
            "scorecard.yaml:26",
            "overlap: 50000 is in (-inf, 50000] and in (49999, +inf)"),
        broken(
            "gap below",
            SMALL.scorecard("{upTo: 1000.5", "{above: 0, upTo: 1000.5"),
            "scorecard.yaml:17",
            "gap: what lies below (0, 1000.5] is in no bin"),
        broken(
            "gap above",
            SMALL.scorecard("{above: 1000.5", "{above: 1000.5, upTo: 2000"),
            "scorecard.yaml:18",
            "gap: what lies above (1000.5, 2000] is in no bin"),
        broken(
            "descending",
            SMALL
                .scorecard("{upTo: 1000.5", "{above: 1000.5")
                .scorecard(
                    "      - {above: 1000.5, points: 5}", "      - {upTo: 1000.5, points: 5}"),
            "scorecard.yaml:18",
            "(-inf, 1000.5] follows (1000.5, +inf): bins must ascend and not overlap"),
        broken(
            "the same bin twice",
            SMALL
                .scorecard(
                    "      - {upTo: 1000.5, points: -5}\n",
                    "      - {upTo: 1000.5, points: -5}\n      - {upTo: 1000.5, points: -5}\n")
                .baseline("income: {bins: [0.5, 0.4]", "income: {bins: [0.5, 0.2, 0.2]"),
            "scorecard.yaml:18",
            "bins must ascend"),
        broken(
            "empty bin",
            SMALL.scorecard("{above: 1000.5,", "{above: 1000.5, below: 1000.5,"),
            "scorecard.yaml:18",
            "(1000.5, 1000.5) holds no number at all"),
        broken(
            "empty bin of whole numbers",
            SMALL.scorecard("{upTo: 50000,", "{above: 500, below: 501,"),
            "scorecard.yaml:25",
            "(500, 501) holds no number at all"),
        broken(
            "two lower edges",
            SMALL.scorecard("{above: 1000.5", "{above: 1000.5, from: 1000.5"),
            "scorecard.yaml:18",
            "'above' and 'from' stand together"),
        broken(
            "two upper edges",
            SMALL.scorecard("{upTo: 1000.5", "{below: 1000.5, upTo: 1000.5"),
            "scorecard.yaml:17",
            "'below' and 'upTo' stand together"),
        broken(
            "values of a number",
            SMALL.scorecard("{above: 1000.5,", "{values: [a],"),
            "scorecard.yaml:18",
            "'income' is a number: give edges (above, from, below, upTo), not 'values'"),
        broken(
            "values and edges",
            SMALL.scorecard("{above: 1000.5,", "{values: [a], above: 1,"),
            "scorecard.yaml:18",
            "a bin has 'values' or edges, not both"),
        broken(
            "fraction for a whole number",
            SMALL.scorecard("upTo: 50000", "upTo: 50000.5"),
            "scorecard.yaml:25",
            "an edge of (-inf, 50000.5] is no whole number"),
        broken(
            "edge beyond the range",
            SMALL.scorecard("above: 50000", "above: 50000, upTo: 100001"),
            "scorecard.yaml:26",
            "(50000, 100001] reaches beyond the values allowed, 100 to 100000"),
        broken(
            "edge below the range",
            SMALL
                .bundle("{type: double}", "{type: double, min: 0}")
                .scorecard("{upTo: 1000.5", "{from: -0.5, upTo: 1000.5"),
            "scorecard.yaml:17",
            "[-0.5, 1000.5] reaches beyond the values allowed, 0 to "),
        broken(
            "other that is never taken",
            SMALL
                .scorecard(
                    "    missing: {points: 0}\n",
                    "    missing: {points: 0}\n    other: {points: 1}\n")
                .baseline(
                    "  income: {bins: [0.5, 0.4], missing: 0.1}",
                    "  income: {bins: [0.5, 0.4], missing: 0.1, other: 0}"),
            "scorecard.yaml:20",
            "nothing is left for 'other': the bins hold every value of 'income'; remove it"));
  }

  static Stream<Broken> valueBins() {
    BundleText employed =
        SMALL.scorecard("name: grade", "name: employed").baseline("grade:", "employed:");
    return Stream.of(
        broken(
            "no bin",
            SMALL.bundle("[a, b]", "[a, b, c]"),
            "scorecard.yaml:8",
            "value 'c' of 'grade' is in no bin: add it to one, or add 'other: {points: …}'"),
        broken(
            "two bins",
            SMALL.scorecard("values: [b]", "values: [b, a]"),
            "scorecard.yaml:10",
            "'values' holds 'a' twice, first in line 9"),
        broken(
            "not allowed",
            SMALL.scorecard("values: [b]", "values: [b, c]"),
            "scorecard.yaml:10",
            "'values' holds 'c', which is not among the values of 'grade'"),
        broken(
            "misspelt",
            SMALL.bundle("[a, b]", "[a, bronze]").scorecard("values: [b]", "values: [brnze]"),
            "scorecard.yaml:10",
            "; did you mean 'bronze'?"),
        broken(
            "edges of a text",
            SMALL.scorecard("values: [b]", "upTo: 1"),
            "scorecard.yaml:10",
            "'grade' is no number: give 'values'"),
        broken(
            "any text without other",
            SMALL.bundle(", values: [a, b]", ""),
            "scorecard.yaml:8",
            "'grade' may hold any text, so bins cannot hold them all: add 'other: {points: …}'"),
        broken(
            "texts for booleans",
            employed,
            "scorecard.yaml:9",
            "'values' must hold true or false, not text",
            "scorecard.yaml:10",
            "'values' must hold true or false, not text"),
        broken(
            "half of the booleans",
            employed
                .scorecard("[a]", "[true]")
                .scorecard("      - {values: [b], points: -10}\n", "")
                .baseline("[0.5, 0.4]", "[0.9]"),
            "scorecard.yaml:8",
            "value 'false' of 'employed' is in no bin"),
        broken(
            "other beside both booleans",
            employed
                .scorecard("[a]", "[true]")
                .scorecard("[b]", "[false]")
                .scorecard(
                    "    missing: {points: -20}\n",
                    "    missing: {points: -20}\n    other: {points: 0}\n")
                .baseline("0.4], missing: 0.1", "0.4], missing: 0.1, other: 0"),
            "scorecard.yaml:12",
            "nothing is left for 'other'"));
  }

  @ParameterizedTest
  @MethodSource({"characteristics", "numberBins", "valueBins"})
  void a_problem_is_told_with_its_line_and_remedy(Broken broken) {
    broken.isRefusedAsExpected();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from: 50001",
        "above: 50000",
        "above: 50000, upTo: 100000",
        "above: 50000, below: 1e5, points: 5}\n      - {from: 100000"
      })
  void the_same_whole_numbers_may_be_written_with_either_edge(String edges) {
    BundleText text = SMALL.scorecard("above: 50000", edges);

    assertThat(text.problems()).filteredOn(problem -> problem.startsWith("scorecard")).isEmpty();
  }
}
