package verdict.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import verdict.kit.ConfigurationException;

class ProducerPropertiesTest {

  private static final PublishLimits LIMITS =
      new PublishLimits(10, 1 << 20, Duration.ofMillis(500), Duration.ofSeconds(1));

  @Test
  void what_acceptance_rests_on_wins_over_what_was_passed_through() {
    Map<String, Object> properties =
        ProducerProperties.of(
            Map.of(
                "bootstrap.servers", "127.0.0.1:1",
                "acks", "0",
                "enable.idempotence", "false",
                "linger.ms", "20"),
            LIMITS);
    assertThat(properties)
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("linger.ms", "20")
        .containsEntry("compression.type", "lz4")
        .containsEntry("delivery.timeout.ms", 500);
  }

  @Test
  void a_property_that_kafka_does_not_accept_is_told_at_once() {
    assertThatThrownBy(
            () ->
                ProducerProperties.of(
                    Map.of("bootstrap.servers", "127.0.0.1:1", "batch.size", "many"), LIMITS))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("batch.size");
  }

  @Test
  void kafka_accepts_them_even_at_the_shortest_limit() {
    Map<String, Object> properties =
        ProducerProperties.of(Map.of("bootstrap.servers", "127.0.0.1:1"), LIMITS);
    properties.put("key.serializer", ByteArraySerializer.class);
    properties.put("value.serializer", ByteArraySerializer.class);
    assertThat(new ProducerConfig(properties).getInt("delivery.timeout.ms")).isEqualTo(500);
  }
}
