package verdict.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingTest {
  private static final Setting<Duration> WAIT =
      Setting.duration(
          "VERDICT_WAIT", Duration.ofSeconds(30), Duration.ZERO, Duration.ofDays(30), "Wait.");
  private static final Setting<Long> SIZE =
      Setting.bytes("VERDICT_SIZE", 65_536, 0, 1L << 40, "Size.");

  private static final Setting<Optional<URI>> COLLECTOR =
      Setting.httpUrl("VERDICT_COLLECTOR", "Collector.");
  private static final Setting<Double> SHARE = Setting.share("VERDICT_SHARE", 1, "Share.");

  @ParameterizedTest
  @CsvSource({
    "500ms,PT0.5S",
    "30s,PT30S",
    "5m,PT5M",
    "2h,PT2H",
    "7d,PT168H",
    "PT1M30S,PT1M30S",
    "' 5 m ',PT5M"
  })
  void a_duration_is_read_as_people_write_it(String text, Duration expected) {
    assertThat(WAIT.parse(text)).isEqualTo(Parsed.value(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "30 seconds",
        "-5s",
        "31d",
        "99999999999999999999s",
        "9223372036854775807d"
      })
  void what_is_no_duration_in_range_is_malformed(String text) {
    assertThat(WAIT.parse(text))
        .isEqualTo(
            Parsed.malformed(
                "a duration from 0s to 30d, written like 500ms, 30s, 5m, 2h, 7d or PT30S"));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,0s",
    "PT0.5S,500ms",
    "PT90S,90s",
    "PT2M,2m",
    "PT48H,2d",
    "PT0.0000015S,PT0.0000015S"
  })
  void a_duration_is_shown_in_its_coarsest_whole_unit(Duration duration, String expected) {
    assertThat(DurationText.of(duration)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1000,1000",
    "64KiB,65536",
    "8MiB,8388608",
    "1GiB,1073741824",
    "12B,12",
    "' 1 KiB ',1024"
  })
  void a_size_is_read_in_binary_units(String text, long expected) {
    assertThat(SIZE.parse(text)).isEqualTo(Parsed.value(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "64KB", "1.5MiB", "-1", "9223372036854775807GiB", "2000GiB"})
  void what_is_no_size_in_range_is_malformed(String text) {
    assertThat(SIZE.parse(text)).isInstanceOf(Parsed.Malformed.class);
  }

  @Test
  void a_fallback_is_shown_as_one_would_write_it() {
    assertThat(WAIT.fallbackText()).isEqualTo("30s");
    assertThat(SIZE.fallbackText()).isEqualTo("64KiB");
    assertThat(DatabaseSettings.PASSWORD.fallbackText()).isEqualTo("******");
  }

  @Test
  void a_fallback_out_of_range_is_a_mistake_in_the_code() {
    assertThatThrownBy(() -> Setting.integer("VERDICT_PORT", 70_000, 0, 65_535, "Port."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("VERDICT_PORT");
  }

  @Test
  void a_name_outside_the_prefix_is_a_mistake_in_the_code() {
    assertThatThrownBy(() -> Setting.text("PORT", "", "Port."))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_choice_is_read_in_any_case() {
    assertThat(KitSettings.LOG_FORMAT.parse("text")).isEqualTo(Parsed.value(Logs.Format.TEXT));
    assertThat(KitSettings.LOG_FORMAT.parse("xml"))
        .isEqualTo(Parsed.malformed("one of JSON, TEXT"));
  }

  @Test
  void a_flag_is_true_or_false_and_nothing_else() {
    Setting<Boolean> flag = Setting.flag("VERDICT_FLAG", false, "Flag.");
    assertThat(flag.parse("TRUE")).isEqualTo(Parsed.value(true));
    assertThat(flag.parse("yes")).isEqualTo(Parsed.malformed("true or false"));
  }

  @Test
  void a_password_inside_a_url_is_masked() {
    assertThat(DatabaseSettings.URL.shown("jdbc:postgresql://h/v?user=u&password=hunter2&ssl=true"))
        .isEqualTo("jdbc:postgresql://h/v?user=u&password=******&ssl=true");
    assertThat(DatabaseSettings.URL.shown("postgresql://u:hunter2@h/v"))
        .isEqualTo("postgresql://******@h/v");
    assertThat(DatabaseSettings.URL.shown("jdbc:postgresql://h:5432/v"))
        .isEqualTo("jdbc:postgresql://h:5432/v");
    assertThat(DatabaseSettings.URL.shown("jdbc:postgresql://h/v?password=hun;ter2&ssl=true"))
        .isEqualTo("jdbc:postgresql://h/v?password=******&ssl=true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:4318/v1/traces",
        "https://collector.example/v1/traces",
        "HTTP://[::1]:4318"
      })
  void a_url_of_a_host_is_read(String text) {
    assertThat(COLLECTOR.parse(" " + text + " "))
        .isEqualTo(Parsed.value(Optional.of(URI.create(text))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:4318",
        "ftp://127.0.0.1/v1/traces",
        "http:///v1/traces",
        "http://user:word@127.0.0.1/v1/traces",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1/#part",
        "http://a b/"
      })
  void what_is_no_url_of_a_host_is_malformed(String text) {
    assertThat(COLLECTOR.parse(text)).isEqualTo(Parsed.malformed(HttpUrl.ALLOWED));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "0.05,0.05", "' 1.0 ',1"})
  void a_share_is_a_number_from_0_to_1(String text, double expected) {
    assertThat(SHARE.parse(text)).isEqualTo(Parsed.value(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-0.1", "1.1", "NaN", "5%", ".5", "1e-3", "0,5"})
  void what_is_no_share_is_malformed(String text) {
    assertThat(SHARE.parse(text))
        .isEqualTo(Parsed.malformed("a number from 0 to 1, written like 0.05"));
  }
}
