package verdict.kit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Kafka client properties that {@code VERDICT_KAFKA_…} passes through. Immutable. */
final class KafkaProperties {
  private static final String PREFIX = "VERDICT_KAFKA_";

  private final SortedMap<String, Given> byProperty;

  private KafkaProperties(SortedMap<String, Given> byProperty) {
    this.byProperty = byProperty;
  }

  /**
   * Takes the Kafka properties out of what was given; {@code bootstrap.servers} stays, it is a
   * setting.
   */
  static KafkaProperties taken(Map<String, Given> given, List<String> problems) {
    SortedMap<String, Given> byProperty = new TreeMap<>();
    for (String name : List.copyOf(given.keySet())) {
      if (name.startsWith(PREFIX) && !name.equals(KitSettings.KAFKA_BOOTSTRAP_SERVERS.name())) {
        Given value = given.remove(name);
        if (value != null) {
          byProperty.put(property(name), value);
        }
      }
    }
    return new KafkaProperties(byProperty);
  }

  private static String property(String name) {
    return name.substring(PREFIX.length()).replace('_', '.').toLowerCase(Locale.ROOT);
  }

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
                PREFIX
                    + property.replace('.', '_').toUpperCase(Locale.ROOT)
                    + "="
                    + given.text()
                    + " ("
                    + given.origin()
                    + ")"));
    return lines;
  }
}
