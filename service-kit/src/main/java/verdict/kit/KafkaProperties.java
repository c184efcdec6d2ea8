package verdict.kit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;

/**
 * Kafka client properties that {@code VERDICT_KAFKA_…} passes through, such as {@code
 * VERDICT_KAFKA_SECURITY_PROTOCOL} for {@code security.protocol}. Immutable.
 */
final class KafkaProperties {
  private static final String PREFIX = "VERDICT_KAFKA_";

  /** What a property's name contains if its value is a secret whatever type Kafka gives it. */
  private static final List<String> SECRETIVE =
      List.of("password", "passphrase", "secret", "jaas", "private.key");

  private final SortedMap<String, Given> byProperty;

  private KafkaProperties(SortedMap<String, Given> byProperty) {
    this.byProperty = byProperty;
  }

  /**
   * Takes the Kafka properties out of {@code given}, all but {@code bootstrap.servers}, which is a
   * setting.
   */
  static KafkaProperties takenFrom(Map<String, Given> given, List<String> problems) {
    SortedMap<String, Given> byProperty = new TreeMap<>();
    for (String name : List.copyOf(given.keySet())) {
      if (name.startsWith(PREFIX) && !name.equals(KitSettings.KAFKA_BOOTSTRAP_SERVERS.name())) {
        Given value = given.remove(name);
        if (value != null) {
          problem(name, value).ifPresent(problems::add);
          byProperty.put(property(name), value);
        }
      }
    }
    return new KafkaProperties(byProperty);
  }

  /** All properties, with the brokers to start from. */
  Map<String, Object> with(String bootstrapServers) {
    Map<String, Object> properties = new HashMap<>();
    byProperty.forEach((property, given) -> properties.put(property, given.text()));
    properties.put("bootstrap.servers", bootstrapServers);
    return properties;
  }

  List<String> describe() {
    List<String> lines = new ArrayList<>();
    byProperty.forEach(
        (property, given) ->
            lines.add(
                name(property)
                    + "="
                    + shown(property, given.text())
                    + " ("
                    + given.origin()
                    + ")"));
    return lines;
  }

  private static Optional<String> problem(String name, Given given) {
    String property = property(name);
    Optional<String> refusal = KafkaGuarantees.refusal(property);
    String where = name + " (" + given.origin() + ")";
    if (refusal.isPresent()) {
      return Optional.of(where + " cannot be set: " + property + " " + refusal.get());
    }
    List<ConfigKey> keys = keys(property);
    if (keys.isEmpty()) {
      return Optional.of(
          where + " is not a Kafka client property: " + property + nearest(property));
    }
    return keys.stream()
        .flatMap(key -> malformed(key, given.text()).stream())
        .findFirst()
        .map(
            allowed ->
                name
                    + "="
                    + shown(property, given.text())
                    + " ("
                    + given.origin()
                    + ") "
                    + allowed);
  }

  private static Optional<String> malformed(ConfigKey key, String text) {
    try {
      Object value = ConfigDef.parseType(key.name, text, key.type);
      if (key.validator != null) {
        key.validator.ensureValid(key.name, value);
      }
      return Optional.empty();
    } catch (ConfigException invalid) {
      // Kafka's message repeats the value.
      return Optional.of(
          secret(key.name) || key.validator == null
              ? "must be " + key.type.name().toLowerCase(Locale.ROOT)
              : "must be " + key.type.name().toLowerCase(Locale.ROOT) + ", " + key.validator);
    }
  }

  private static String nearest(String property) {
    List<String> settable =
        definitions()
            .flatMap(definition -> definition.names().stream())
            .filter(known -> KafkaGuarantees.refusal(known).isEmpty())
            .distinct()
            .toList();
    return Nearest.to(property, settable)
        .map(near -> "; did you mean " + name(near) + "?")
        .orElse("");
  }

  private static Stream<ConfigDef> definitions() {
    return Stream.of(
        ProducerConfig.configDef(), ConsumerConfig.configDef(), AdminClientConfig.configDef());
  }

  private static List<ConfigKey> keys(String property) {
    return definitions()
        .flatMap(known -> Stream.ofNullable(known.configKeys().get(property)))
        .toList();
  }

  private static String property(String name) {
    return name.substring(PREFIX.length()).replace('_', '.').toLowerCase(Locale.ROOT);
  }

  private static String name(String property) {
    return PREFIX + property.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static boolean secret(String property) {
    return SECRETIVE.stream().anyMatch(property::contains)
        || keys(property).stream().anyMatch(key -> key.type == ConfigDef.Type.PASSWORD);
  }

  private static String shown(String property, String text) {
    return secret(property) ? Setting.MASK : text;
  }
}
