package verdict.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import verdict.kit.Configuration;
import verdict.kit.ConfigurationException;

class AnalyticsConfigTest {

  @Test
  void the_defaults_are_those_of_the_documentation() {
    AnalyticsConfig config = read(Map.of());

    assertThat(config.adminHost()).isEqualTo("127.0.0.1");
    assertThat(config.adminPort()).isEqualTo(8084);
    assertThat(config.startTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.threads()).isEqualTo(1);
    assertThat(config.grace()).isEqualTo(Duration.ofDays(30));
    assertThat(config.internalReplication()).isEqualTo(-1);
    assertThat(config.stateDirectory().getFileName().toString()).startsWith("verdict-analytics-");
  }

  @Test
  void every_setting_reaches_the_record() {
    AnalyticsConfig config =
        read(
            Map.of(
                "VERDICT_ANALYTICS_ADMIN_PORT", "9",
                "VERDICT_ANALYTICS_THREADS", "3",
                "VERDICT_ANALYTICS_GRACE", "2h",
                "VERDICT_ANALYTICS_STATE", "some/where",
                "VERDICT_ANALYTICS_REPLICATION", "3",
                "VERDICT_KAFKA_BOOTSTRAP_SERVERS", "kafka:1"));

    assertThat(config.adminPort()).isEqualTo(9);
    assertThat(config.threads()).isEqualTo(3);
    assertThat(config.grace()).isEqualTo(Duration.ofHours(2));
    assertThat(config.stateDirectory()).isEqualTo(Path.of("some/where"));
    assertThat(config.internalReplication()).isEqualTo(3);
    assertThat(config.kafka()).containsEntry("bootstrap.servers", "kafka:1");
  }

  @Test
  void no_replica_at_all_is_refused() {
    assertThatThrownBy(() -> read(Map.of("VERDICT_ANALYTICS_REPLICATION", "0")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("VERDICT_ANALYTICS_REPLICATION");
  }

  private static AnalyticsConfig read(Map<String, String> environment) {
    return AnalyticsConfig.from(Configuration.read(environment, AnalyticsSettings.all()));
  }
}
