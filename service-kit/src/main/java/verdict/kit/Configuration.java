package verdict.kit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The values in force, each with where it came from: the environment over a properties file over
 * defaults.
 *
 * <p>Immutable. Every value was parsed and found in range when it was read, so {@link #get} cannot
 * fail.
 */
public final class Configuration {
  private final SequencedMap<Setting<?>, Given> values;
  private final KafkaProperties kafka;

  Configuration(SequencedMap<Setting<?>, Given> values, KafkaProperties kafka) {
    this.values = values;
    this.kafka = kafka;
  }

  /**
   * Reads the environment and the properties file that {@code VERDICT_CONFIG} names. An empty value
   * counts as not given. The kit's own settings ({@link KitSettings}) are always known.
   *
   * @param environment the process's; names that do not start with {@code VERDICT_} are none of our
   *     business
   * @param known every setting that may be given; the order is the order of {@link #describe()}
   * @throws ConfigurationException with every problem found
   */
  public static Configuration read(Map<String, String> environment, Collection<Setting<?>> known) {
    return new ConfigurationReader(known).read(environment);
  }

  /**
   * The value in force.
   *
   * @throws IllegalArgumentException if the setting was not among the known ones: a mistake in the
   *     wiring
   */
  public <T> T get(Setting<T> setting) {
    return switch (setting.parse(given(setting).text())) {
      case Parsed.Value<T>(T value) -> value;
      case Parsed.Malformed<T>(String allowed) ->
          throw new IllegalStateException(setting + " must be " + allowed);
    };
  }

  /**
   * The same configuration with one value replaced; its origin becomes {@code override}.
   *
   * @throws ConfigurationException if the setting does not allow the value
   */
  public Configuration with(Setting<?> setting, String value) {
    given(setting);
    Given override = Given.overridden(value);
    ConfigurationReader.problem(setting, override)
        .ifPresent(
            problem -> {
              throw new ConfigurationException(List.of(problem));
            });
    SequencedMap<Setting<?>, Given> changed = new LinkedHashMap<>(values);
    changed.put(setting, override);
    return new Configuration(changed, kafka);
  }

  /**
   * Client properties for every Kafka client: {@code bootstrap.servers} and what {@code
   * VERDICT_KAFKA_…} passes through.
   */
  public Map<String, Object> kafka() {
    return kafka.with(get(KitSettings.KAFKA_BOOTSTRAP_SERVERS));
  }

  /**
   * One line per value in force, {@code NAME=value (origin)}, secrets masked, in declaration order;
   * Kafka's last.
   */
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    values.forEach(
        (setting, given) ->
            lines.add(
                setting.name() + "=" + setting.shown(given.text()) + " (" + given.origin() + ")"));
    lines.addAll(kafka.describe());
    return lines;
  }

  private Given given(Setting<?> setting) {
    Given given = values.get(setting);
    if (given == null) {
      throw new IllegalArgumentException(
          setting + " is not among the settings that were declared as known");
    }
    return given;
  }
}
