package verdict.kit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Reads one configuration and collects everything that is wrong with it. Confined to one thread.
 */
final class ConfigurationReader {
  static final String PREFIX = "VERDICT_";

  private final SequencedMap<String, Setting<?>> known = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  ConfigurationReader(Collection<Setting<?>> settings) {
    settings.forEach(this::declare);
    KitSettings.all().forEach(this::declare);
  }

  private void declare(Setting<?> setting) {
    Setting<?> earlier = known.putIfAbsent(setting.name(), setting);
    if (earlier != null && earlier != setting) {
      throw new IllegalArgumentException("two settings are called " + setting);
    }
  }

  Configuration read(Map<String, String> environment) {
    Map<String, Given> given = new TreeMap<>();
    String file = environment.getOrDefault(KitSettings.CONFIG_FILE.name(), "");
    if (!file.isBlank()) {
      given.putAll(ConfigurationFile.read(file, problems));
    }
    environment.forEach(
        (name, text) -> {
          if (name.startsWith(PREFIX) && !text.isEmpty()) {
            given.put(name, new Given(text, "environment"));
          }
        });
    KafkaProperties kafka = KafkaProperties.takenFrom(given, problems);
    SequencedMap<Setting<?>, Given> values = values(given);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new Configuration(values, kafka);
  }

  private SequencedMap<Setting<?>, Given> values(Map<String, Given> given) {
    given.forEach(
        (name, value) -> {
          if (!known.containsKey(name)) {
            problems.add(unknown(name, value));
          }
        });
    SequencedMap<Setting<?>, Given> values = new LinkedHashMap<>();
    known.forEach(
        (name, setting) -> {
          Given value = given.getOrDefault(name, setting.fallback());
          problem(setting, value).ifPresent(problems::add);
          values.put(setting, value);
        });
    return values;
  }

  // Without its value: a misspelt name may belong to a secret.
  private String unknown(String name, Given value) {
    return name
        + " ("
        + value.origin()
        + ") is not a setting"
        + Nearest.to(name, known.keySet()).map(near -> "; did you mean " + near + "?").orElse("");
  }

  static Optional<String> problem(Setting<?> setting, Given given) {
    return setting.parse(given.text()) instanceof Parsed.Malformed<?>(String allowed)
        ? Optional.of(
            setting
                + "="
                + setting.shown(given.text())
                + " ("
                + given.origin()
                + ") must be "
                + allowed)
        : Optional.empty();
  }
}
