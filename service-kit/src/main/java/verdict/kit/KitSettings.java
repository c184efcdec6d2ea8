package verdict.kit;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.event.Level;

/** What can be set about every service. Always known to a {@link Configuration}. */
public final class KitSettings {
  /** The properties file that the environment is laid over; from the environment only. */
  public static final Setting<Optional<Path>> CONFIG_FILE =
      Setting.path(
          "VERDICT_CONFIG",
          "Properties file with the same VERDICT_ names; the environment wins over it.");

  /** Where the admin ports listen. */
  public static final Setting<String> ADMIN_HOST =
      Setting.text(
          "VERDICT_ADMIN_HOST",
          "127.0.0.1",
          "Address on which /livez, /readyz, /metrics and commands such as /resume listen");

  /** How long a service waits at start for what it needs. */
  public static final Setting<Duration> START_TIMEOUT =
      Setting.duration(
          "VERDICT_START_TIMEOUT",
          Duration.ofSeconds(30),
          Duration.ZERO,
          Duration.ofHours(1),
          "How long a starting service waits for what it needs before it exits 3.");

  /** How log lines look. */
  public static final Setting<Logs.Format> LOG_FORMAT =
      Setting.choice(
          "VERDICT_LOG_FORMAT",
          Logs.Format.JSON,
          "JSON: one object per line, for machines; TEXT: for terminals.");

  /** The level of Verdict's own loggers. */
  public static final Setting<Level> LOG_LEVEL =
      Setting.choice("VERDICT_LOG_LEVEL", Level.INFO, "Level of Verdict's own logs.");

  /** The level of everybody else's loggers. */
  public static final Setting<Level> LOG_LIBRARIES_LEVEL =
      Setting.choice(
          "VERDICT_LOG_LIBRARIES_LEVEL",
          Level.WARN,
          "Level of the logs of Kafka, Netty, Hikari, Flyway and the like.");

  /** Where the Kafka cluster is; part of {@link Configuration#kafka()}. */
  public static final Setting<String> KAFKA_BOOTSTRAP_SERVERS =
      Setting.brokers(
          "VERDICT_KAFKA_BOOTSTRAP_SERVERS",
          "127.0.0.1:9092",
          "Kafka brokers to start from, host:port,host:port. Other VERDICT_KAFKA_ names pass client properties through.");

  /** Where traces go; see {@link verdict.kit.traces.Traces}. */
  public static final Setting<Optional<URI>> TRACES_ENDPOINT =
      Setting.httpUrl(
          "VERDICT_TRACES_ENDPOINT",
          "Where a collector takes OTLP over HTTP, for instance http://127.0.0.1:4318/v1/traces; empty: nothing is traced.");

  /** How many traces are recorded. */
  public static final Setting<Double> TRACES_SAMPLE =
      Setting.share(
          "VERDICT_TRACES_SAMPLE",
          1,
          "Share of the traces that are recorded, 0 to 1; a caller whose traceparent says not to record is obeyed.");

  private KitSettings() {}

  /** In the order in which they are described. */
  public static List<Setting<?>> all() {
    return List.of(
        CONFIG_FILE,
        ADMIN_HOST,
        START_TIMEOUT,
        LOG_FORMAT,
        LOG_LEVEL,
        LOG_LIBRARIES_LEVEL,
        KAFKA_BOOTSTRAP_SERVERS,
        TRACES_ENDPOINT,
        TRACES_SAMPLE);
  }
}
