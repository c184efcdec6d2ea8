package verdict.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationTest {
  private static final Setting<Integer> PORT =
      Setting.integer("VERDICT_TEST_PORT", 8080, 0, 65_535, "Port.");
  private static final Setting<Optional<Path>> DATA =
      Setting.directory("VERDICT_TEST_DATA", "Data.");
  private static final List<Setting<?>> KNOWN =
      Stream.concat(Stream.of(PORT, DATA), DatabaseSettings.all().stream()).toList();

  @TempDir Path folder;

  private static List<String> problems(Map<String, String> environment) {
    return catchThrowableOfType(
            ConfigurationException.class, () -> Configuration.read(environment, KNOWN))
        .problems();
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("verdict.properties"), content).toString();
  }

  @Test
  void the_environment_wins_over_the_file_and_the_file_over_the_default() throws IOException {
    String file = file("VERDICT_TEST_PORT=1\nVERDICT_DATABASE_USER=fromfile\n");
    Configuration configuration =
        Configuration.read(
            Map.of("VERDICT_CONFIG", file, "VERDICT_TEST_PORT", "2", "PATH", "/bin"), KNOWN);

    assertThat(configuration.get(PORT)).isEqualTo(2);
    assertThat(configuration.get(DatabaseSettings.USER)).isEqualTo("fromfile");
    assertThat(configuration.get(DATA)).isEmpty();
    assertThat(configuration.describe())
        .startsWith(
            "VERDICT_TEST_PORT=2 (environment)",
            "VERDICT_TEST_DATA= (default)",
            "VERDICT_DATABASE_URL=jdbc:postgresql://127.0.0.1:5432/verdict (default)",
            "VERDICT_DATABASE_USER=fromfile (file " + file + ")",
            "VERDICT_DATABASE_PASSWORD=****** (default)",
            "VERDICT_CONFIG=" + file + " (environment)");
  }

  @Test
  void every_problem_is_reported_at_once_with_value_origin_and_what_is_allowed()
      throws IOException {
    String file = file("VERDICT_TEST_PORT=many\nVERDICT_DATABASE_PASWORD=hunter2\n");
    assertThat(
            problems(
                Map.of(
                    "VERDICT_CONFIG", file,
                    "VERDICT_START_TIMEOUT", "soon",
                    "VERDICT_KAFKA_ACKS", "1",
                    "VERDICT_COMPLETELY_ELSE", "x")))
        .containsExactlyInAnyOrder(
            "VERDICT_TEST_PORT=many (file " + file + ") must be a whole number from 0 to 65535",
            "VERDICT_DATABASE_PASWORD (file "
                + file
                + ") is not a setting; did you mean VERDICT_DATABASE_PASSWORD?",
            "VERDICT_START_TIMEOUT=soon (environment) must be a duration from 0s to 1h, written like 500ms, 30s, 5m,"
                + " 2h, 7d or PT30S",
            "VERDICT_KAFKA_ACKS (environment) cannot be set: acks decides whether an accepted record is durable"
                + " (acks=all, idempotent)",
            "VERDICT_COMPLETELY_ELSE (environment) is not a setting");
  }

  @Test
  void a_number_out_of_range_is_a_problem() {
    assertThat(problems(Map.of("VERDICT_TEST_PORT", "65536")))
        .containsExactly(
            "VERDICT_TEST_PORT=65536 (environment) must be a whole number from 0 to 65535");
  }

  @Test
  void a_file_that_cannot_be_read_is_a_problem_among_others() throws IOException {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(problems(Map.of("VERDICT_CONFIG", "/nowhere/at/all", "VERDICT_TEST_PORT", "x")))
        .hasSize(2)
        .first()
        .isEqualTo(
            "VERDICT_CONFIG=/nowhere/at/all (environment) cannot be read: there is no such file");
    assertThat(problems(Map.of("VERDICT_CONFIG", folder.toString())))
        .first()
        .asString()
        .contains("cannot be read");
    assertThat(problems(Map.of("VERDICT_CONFIG", binary.toString())))
        .first()
        .asString()
        .endsWith("not UTF-8");
    assertThat(problems(Map.of("VERDICT_CONFIG", file("VERDICT_TEST_PORT=\\uXYZ1"))))
        .first()
        .asString()
        .endsWith("a broken \\u escape");
  }

  @Test
  void a_file_cannot_name_another_file() throws IOException {
    assertThat(problems(Map.of("VERDICT_CONFIG", file("VERDICT_CONFIG=other\nport=1\n"))))
        .anyMatch(
            problem ->
                problem.startsWith("VERDICT_CONFIG (file ") && problem.endsWith("environment only"))
        .anyMatch(
            problem -> problem.startsWith("port (file ") && problem.endsWith("is not a setting"));
  }

  @Test
  void an_empty_value_counts_as_not_given() {
    Configuration configuration =
        Configuration.read(Map.of("VERDICT_TEST_PORT", "", "VERDICT_CONFIG", ""), KNOWN);
    assertThat(configuration.get(PORT)).isEqualTo(8080);
  }

  @Test
  void an_override_is_checked_like_any_other_value_and_leaves_the_original_alone() {
    Configuration configuration = Configuration.read(Map.of(), KNOWN);
    Configuration changed =
        configuration.with(PORT, "0").with(KitSettings.KAFKA_BOOTSTRAP_SERVERS, "127.0.0.1:19092");

    assertThat(configuration.get(PORT)).isEqualTo(8080);
    assertThat(changed.get(PORT)).isZero();
    assertThat(changed.kafka()).containsEntry("bootstrap.servers", "127.0.0.1:19092");
    assertThat(changed.describe()).contains("VERDICT_TEST_PORT=0 (override)");
    assertThatThrownBy(() -> configuration.with(PORT, "-1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("VERDICT_TEST_PORT=-1 (override) must be a whole number from 0 to 65535");
  }

  @Test
  void a_setting_that_was_not_declared_is_a_mistake_in_the_wiring() {
    Setting<String> stranger = Setting.text("VERDICT_STRANGER", "", "?");
    Configuration configuration = Configuration.read(Map.of(), KNOWN);
    assertThatThrownBy(() -> configuration.get(stranger))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("VERDICT_STRANGER");
    assertThatThrownBy(
            () ->
                Configuration.read(
                    Map.of(), List.of(PORT, Setting.text("VERDICT_TEST_PORT", "", "?"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_secret_is_never_in_what_is_printed() {
    Configuration configuration =
        Configuration.read(Map.of("VERDICT_DATABASE_PASSWORD", "hunter2"), KNOWN);
    assertThat(configuration.get(DatabaseSettings.PASSWORD)).isEqualTo("hunter2");
    assertThat(String.join("\n", configuration.describe()))
        .contains("VERDICT_DATABASE_PASSWORD=****** (environment)")
        .doesNotContain("hunter2");
  }

  @Test
  void a_wrong_way_to_the_collector_and_a_wrong_share_are_reported_with_everything_else() {
    assertThat(
            problems(
                Map.of(
                    "VERDICT_TRACES_ENDPOINT", "localhost:4318",
                    "VERDICT_TRACES_SAMPLE", "50",
                    "VERDICT_TEST_PORT", "many")))
        .hasSize(3)
        .anyMatch(line -> line.startsWith("VERDICT_TRACES_ENDPOINT=localhost:4318 (environment)"))
        .anyMatch(line -> line.startsWith("VERDICT_TRACES_SAMPLE=50 (environment)"));
  }
}
