package verdict.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KafkaPropertiesTest {
  private static Configuration read(Map<String, String> environment) {
    return Configuration.read(environment, List.of());
  }

  private static List<String> problems(Map<String, String> environment) {
    return catchThrowableOfType(ConfigurationException.class, () -> read(environment)).problems();
  }

  @Test
  void without_a_word_kafka_is_on_this_machine() {
    assertThat(read(Map.of()).kafka()).isEqualTo(Map.of("bootstrap.servers", "127.0.0.1:9092"));
  }

  @Test
  void client_properties_pass_through_and_their_secrets_are_masked() {
    Configuration configuration =
        read(
            Map.of(
                "VERDICT_KAFKA_BOOTSTRAP_SERVERS", "a:1, b:2",
                "VERDICT_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "VERDICT_KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/trust.p12",
                "VERDICT_KAFKA_SSL_TRUSTSTORE_PASSWORD", "hunter2",
                "VERDICT_KAFKA_SASL_JAAS_CONFIG", "hunter2;",
                "VERDICT_KAFKA_LINGER_MS", "7"));

    assertThat(configuration.kafka())
        .containsEntry("bootstrap.servers", "a:1, b:2")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("ssl.truststore.location", "/etc/trust.p12")
        .containsEntry("ssl.truststore.password", "hunter2")
        .containsEntry("linger.ms", "7");
    assertThat(configuration.describe())
        .contains(
            "VERDICT_KAFKA_LINGER_MS=7 (environment)",
            "VERDICT_KAFKA_SASL_JAAS_CONFIG=****** (environment)",
            "VERDICT_KAFKA_SSL_TRUSTSTORE_PASSWORD=****** (environment)")
        .noneMatch(line -> line.contains("hunter2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "isolation.level",
        "auto.offset.reset",
        "enable.auto.commit",
        "acks",
        "enable.idempotence",
        "transactional.id",
        "transaction.timeout.ms",
        "max.in.flight.requests.per.connection",
        "retries",
        "delivery.timeout.ms",
        "max.block.ms",
        "group.id",
        "key.serializer",
        "value.serializer",
        "key.deserializer",
        "value.deserializer",
        "processing.guarantee",
        "application.id",
        "partitioner.class",
        "group.instance.id",
        "allow.auto.create.topics"
      })
  void what_carries_a_guarantee_is_refused_with_a_reason(String property) {
    String name = "VERDICT_KAFKA_" + property.replace('.', '_').toUpperCase(Locale.ROOT);
    assertThat(problems(Map.of(name, "1")))
        .singleElement()
        .asString()
        .matches(name + " \\(environment\\) cannot be set: " + property + " .{20,}");
  }

  @Test
  void a_misspelt_property_is_a_problem_that_names_the_nearest() {
    assertThat(problems(Map.of("VERDICT_KAFKA_SECURITY_PROTOCL", "SSL")))
        .containsExactly(
            "VERDICT_KAFKA_SECURITY_PROTOCL (environment) is not a Kafka client property: security.protocl; did you"
                + " mean VERDICT_KAFKA_SECURITY_PROTOCOL?");
  }

  @Test
  void a_guarantee_under_a_prefix_does_not_slip_through() {
    assertThat(problems(Map.of("VERDICT_KAFKA_CONSUMER_ISOLATION_LEVEL", "read_uncommitted")))
        .hasSize(1);
  }

  @Test
  void a_malformed_value_is_a_problem_and_a_malformed_secret_is_not_shown() {
    assertThat(
            problems(
                Map.of(
                    "VERDICT_KAFKA_LINGER_MS", "soon",
                    "VERDICT_KAFKA_SECURITY_PROTOCOL", "TELNET",
                    "VERDICT_KAFKA_BOOTSTRAP_SERVERS", "localhost")))
        .hasSize(3)
        .anyMatch(
            problem ->
                problem.startsWith("VERDICT_KAFKA_LINGER_MS=soon (environment) must be long"))
        .anyMatch(
            problem ->
                problem.startsWith("VERDICT_KAFKA_SECURITY_PROTOCOL=TELNET (environment) must be"))
        .anyMatch(
            problem ->
                problem.startsWith(
                    "VERDICT_KAFKA_BOOTSTRAP_SERVERS=localhost (environment) must be"));
  }

  @Test
  void no_kafka_property_has_an_underscore_that_the_mapping_would_lose() {
    assertThat(
            Stream.of(
                    ProducerConfig.configNames(),
                    ConsumerConfig.configNames(),
                    AdminClientConfig.configNames())
                .flatMap(java.util.Set::stream))
        .noneMatch(name -> name.contains("_"));
  }
}
