package verdict.app.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import verdict.decision.Bundle;
import verdict.kit.ConfigurationException;

class DecideFileTest {

  private static final Path SYNTHETIC =
      Path.of("..", "decisioning", "src", "test", "resources", "verdict", "decision", "synthetic");
  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final String HEADER = "application_id,amount,term_months,checking_status\n";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final List<String> refused = new ArrayList<>();

  /** The committed rows; and the real ones where they lie beside the project. */
  static Stream<Arguments> oracles() {
    Stream<Path> real =
        Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .map(ancestor -> ancestor.resolve("shared/data/german-credit"))
            .filter(Files::isDirectory)
            .limit(1);
    return Stream.concat(Stream.of(SYNTHETIC), real)
        .flatMap(data -> Stream.of(1, 2, 7).map(threads -> Arguments.of(data, threads)));
  }

  @ParameterizedTest
  @MethodSource("oracles")
  void every_row_is_answered_as_the_oracle_does_and_in_the_rows_order(Path data, int threads)
      throws Exception {
    String expected = Files.readString(data.resolve("expected.csv"));
    DecideFile.Count count =
        new DecideFile(Bundle.shipped(), threads, NOW)
            .run(data.resolve("applications.csv"), out, refused::add);

    assertThat(refused).isEmpty();
    assertThat(count).isEqualTo(new DecideFile.Count(expected.lines().count() - 1, 0));
    assertThat(out.toString()).isEqualTo(expected);
  }

  @Test
  void a_row_that_would_become_a_letter_is_told_with_its_code_and_without_its_values()
      throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("rows.csv"),
            HEADER
                + """
                good,1000,12,none
                value,1000,12,s3cret
                amount,s3cret,12,none
                fraction,0.001,12,none
                term,1000,s3cret,none
                range,1000,9999,none
                also-good,1000,12,
                """);

    DecideFile.Count count = new DecideFile(Bundle.shipped(), 2, NOW).run(file, out, refused::add);

    assertThat(count).isEqualTo(new DecideFile.Count(2, 5));
    assertThat(out.toString().lines().skip(1))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("good,"),
            line -> assertThat(line).startsWith("also-good,"));
    assertThat(refused)
        .noneMatch(line -> line.contains("s3cret"))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("value: INVALID_ATTRIBUTE "),
            line -> assertThat(line).startsWith("amount: INVALID_FIELD "),
            line -> assertThat(line).startsWith("fraction: INVALID_FIELD "),
            line -> assertThat(line).startsWith("term: INVALID_FIELD "),
            line -> assertThat(line).startsWith("range: INVALID_FIELD "));
  }

  @Test
  void a_row_may_say_when_it_was_submitted() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("rows.csv"),
            """
            application_id,amount,term_months,submitted_at
            said,1000,12,2026-01-31T12:00:00Z
            unsaid,1000,12,
            wrong,1000,12,yesterday
            """);

    DecideFile.Count count = new DecideFile(Bundle.shipped(), 1, NOW).run(file, out, refused::add);

    assertThat(count.decided()).isEqualTo(2);
    assertThat(refused).singleElement().asString().startsWith("wrong: INVALID_FIELD submitted_at");
  }

  @Test
  void a_header_that_lacks_columns_is_refused_with_all_of_them() throws Exception {
    Path file = Files.writeString(folder.resolve("rows.csv"), "purpose,purpose\n");

    assertThatThrownBy(() -> new DecideFile(Bundle.shipped(), 1, NOW).run(file, out, refused::add))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "the file's first line has no column application_id",
                        "the file's first line has no column amount",
                        "the file's first line has no column term_months",
                        "the file's first line has the column purpose twice"));
  }

  @Test
  void an_empty_file_is_refused() throws Exception {
    Path file = Files.writeString(folder.resolve("rows.csv"), "");

    assertThatThrownBy(() -> new DecideFile(Bundle.shipped(), 1, NOW).run(file, out, refused::add))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void a_row_for_another_product_is_refused_as_the_service_does() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("rows.csv"),
            """
            application_id,product,amount,term_months
            ours,german-credit,1000,12
            theirs,yen-credit,1000,12
            nobodys,,1000,12
            """);

    DecideFile.Count count = new DecideFile(Bundle.shipped(), 1, NOW).run(file, out, refused::add);

    assertThat(count).isEqualTo(new DecideFile.Count(1, 2));
    assertThat(refused)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("theirs: UNKNOWN_PRODUCT "),
            line -> assertThat(line).startsWith("nobodys: UNKNOWN_PRODUCT "));
  }

  @Test
  void a_row_with_too_few_or_too_many_cells_is_refused_and_the_others_are_decided()
      throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("rows.csv"),
            HEADER
                + """
                first,1000,12,none
                short,1000
                long,1000,12,none,s3cret
                last,1000,12,none
                """);

    DecideFile.Count count = new DecideFile(Bundle.shipped(), 1, NOW).run(file, out, refused::add);

    assertThat(count).isEqualTo(new DecideFile.Count(2, 2));
    assertThat(refused)
        .containsExactly(
            "short: INVALID_FIELD the row has 2 cells, the first line 4",
            "long: INVALID_FIELD the row has 5 cells, the first line 4");
  }
}
