package verdict.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import verdict.decision.Bundle;

class BundleCommandTest {
  private static final Path SHIPPED = Path.of("..", "bundles", "german-credit");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console = new Console(out, err);

  @TempDir private Path copy;

  @BeforeEach
  void copy_the_shipped_bundle() throws IOException {
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(SHIPPED.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private void edit(String file, String part, String by) throws IOException {
    Path path = copy.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(part);
    Files.writeString(path, text.replace(part, by));
  }

  private int check(String... arguments) {
    return new CommandLine(new BundleCommand.Check(console)).execute(arguments);
  }

  private int diff(String... arguments) {
    return new CommandLine(new BundleCommand.Diff(console)).execute(arguments);
  }

  private int show(String... arguments) {
    return new CommandLine(new BundleCommand.Show(console)).execute(arguments);
  }

  private List<String> lines() {
    return out.toString(UTF_8).lines().toList();
  }

  private List<String> complaints() {
    return err.toString(UTF_8).lines().toList();
  }

  @Test
  void a_sound_bundle_is_summed_up_in_one_line() {
    assertThat(check(SHIPPED.toString(), "--on", "2026-11-22")).isZero();
    assertThat(lines()).containsExactly("german-credit 1.0.0 " + Bundle.shipped().hash());
    assertThat(complaints()).isEmpty();
  }

  @Test
  void a_broken_bundle_is_refused_with_every_problem_where_an_editor_finds_it() throws IOException {
    edit("policy.yaml", "termMonths > 60", "termMonth > 60");
    edit("scorecard.yaml", "above: 36", "above: 37");

    assertThat(check(copy.toString(), "--on", "2036-01-01", "--json")).isEqualTo(2);

    assertThat(complaints()).hasSize(3);
    assertThat(complaints().get(0))
        .startsWith(copy.resolve("bundle.yaml") + ":19: 'validUntil' is over");
    assertThat(complaints().get(1))
        .startsWith(copy.resolve("policy.yaml") + ":6: rule P001")
        .endsWith("did you mean 'termMonths'?");
    assertThat(complaints().get(2))
        .startsWith(copy.resolve("scorecard.yaml") + ":29: gap between (24, 36] and (37, +inf)");
    assertThat(out.toString(UTF_8)).contains("\"file\":\"policy.yaml\",\"line\":6,");
  }

  @Test
  void the_scorecard_is_shown_as_an_aligned_table() {
    assertThat(show(SHIPPED.toString())).isZero();

    assertThat(lines())
        .contains(
            "characteristic           bin                                            points  baseline  reason",
            "checking_status          negative                                          -47      9.11  AA01 Status of the checking account",
            "                         missing                                           -47",
            "termMonths               (-inf, 8]                                          67      3.12  AA02 Length of the loan",
            "                         (8, 15]                                            18",
            "P001  DECLINE  PP01 Loan term above the product limit              termMonths > 60",
            "odds: 19 to 1 at a score of 600, doubling every 50 points",
            "cut-offs: approve from 467, refer from 403, decline below",
            "challenger: LightGBM, 17 features");
  }

  @Test
  void a_program_is_shown_the_canonical_content() throws IOException {
    assertThat(show(SHIPPED.toString(), "--json")).isZero();

    JsonNode document = new ObjectMapper().readTree(out.toString(UTF_8));
    assertThat(document.at("/hash").asText()).isEqualTo(Bundle.shipped().hash());
    assertThat(document.at("/content/scorecard/characteristics/1/bins/0/upTo").asInt())
        .isEqualTo(8);
  }

  @Test
  void bundles_of_the_same_content_do_not_differ() throws IOException {
    edit("policy.yaml", "rules:", "# another comment\nrules:");

    assertThat(diff(SHIPPED.toString(), copy.toString())).isZero();
    assertThat(lines()).isEmpty();
  }

  @Test
  void what_changed_is_told_in_words() throws IOException {
    edit("bundle.yaml", "version: 1.0.0", "version: 1.1.0");
    edit("scorecard.yaml", "above: 36, points: -49", "above: 36, points: -50");

    assertThat(diff(SHIPPED.toString(), copy.toString())).isEqualTo(1);
    assertThat(diff(SHIPPED.toString(), copy.toString(), "--json")).isEqualTo(1);
    assertThat(lines())
        .startsWith("version: 1.0.0 → 1.1.0", "termMonths, bin (36, +inf): points -49 → -50");
    assertThat(lines().getLast())
        .contains("\"changes\":[{\"subject\":\"version\",\"what\":\"1.0.0 → 1.1.0\"}");
  }

  @Test
  void a_broken_bundle_is_neither_shown_nor_compared() throws IOException {
    edit("policy.yaml", "rules:", "rulez:");

    assertThat(show(copy.toString())).isEqualTo(2);
    assertThat(diff(SHIPPED.toString(), copy.toString())).isEqualTo(2);
    assertThat(lines()).isEmpty();
    assertThat(complaints()).allMatch(line -> line.startsWith(copy.resolve("policy.yaml") + ":"));
  }
}
