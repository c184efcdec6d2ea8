package verdict.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import verdict.kit.Configuration;
import verdict.kit.ConfigurationException;

class IngestConfigTest {

  @Test
  void the_defaults_are_consistent_and_stay_on_this_machine() {
    IngestConfig config = IngestConfig.from(read(Map.of()));
    assertThat(config.address().host()).isEqualTo("127.0.0.1");
    assertThat(config.address().port()).isEqualTo(8080);
    assertThat(config.admin().port()).isEqualTo(8081);
    assertThat(config.lookup().poolSize())
        .isEqualTo(2 * Runtime.getRuntime().availableProcessors());
    assertThat(config.publish().acknowledgement()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void draining_must_last_as_long_as_an_acknowledgement_may_take() {
    assertThatThrownBy(
            () -> IngestConfig.from(read(Map.of("VERDICT_INGEST_DRAIN_LIMIT", "9999ms"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("VERDICT_INGEST_DRAIN_LIMIT");
  }

  @Test
  void the_password_is_not_printed() {
    IngestConfig config = IngestConfig.from(read(Map.of("VERDICT_DATABASE_PASSWORD", "hush-hush")));
    assertThat(config.toString()).doesNotContain("hush-hush");
  }

  @Test
  void a_password_inside_the_database_url_is_not_printed_either() {
    IngestConfig config =
        IngestConfig.from(
            read(Map.of("VERDICT_DATABASE_URL", "jdbc:postgresql://db/x?password=hush-hush")));
    assertThat(config.toString()).contains("jdbc:postgresql://db/x").doesNotContain("hush-hush");
  }

  private static Configuration read(Map<String, String> environment) {
    return Configuration.read(environment, IngestSettings.all());
  }
}
