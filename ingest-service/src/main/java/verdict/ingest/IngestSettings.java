package verdict.ingest;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import verdict.kit.DatabaseSettings;
import verdict.kit.Setting;

/** What can be set about the ingest service. */
public final class IngestSettings {
  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration HOUR = Duration.ofHours(1);

  /** Where applications are taken. */
  public static final Setting<String> HOST =
      Setting.text("VERDICT_INGEST_HOST", "127.0.0.1", "Address on which applications are taken.");

  /** The port for applications. */
  public static final Setting<Integer> PORT =
      Setting.integer(
          "VERDICT_INGEST_PORT", 8080, 0, 65_535, "Port for applications; 0 takes a free one.");

  /** The port for probes and metrics. */
  public static final Setting<Integer> ADMIN_PORT =
      Setting.integer(
          "VERDICT_INGEST_ADMIN_PORT",
          8081,
          0,
          65_535,
          "Port for /livez, /readyz and /metrics; 0 takes a free one.");

  /** Connections. */
  public static final Setting<Integer> CONNECTIONS =
      Setting.integer(
          "VERDICT_INGEST_CONNECTIONS",
          4_096,
          1,
          1_000_000,
          "Open connections at most; further ones are closed at once.");

  /** Requests being answered. */
  public static final Setting<Integer> OPEN_REQUESTS =
      Setting.integer(
          "VERDICT_INGEST_OPEN_REQUESTS",
          2_048,
          1,
          1_000_000,
          "Requests being answered at most; further ones get 503.");

  /** Bytes of bodies. */
  public static final Setting<Long> OPEN_BYTES =
      Setting.bytes(
          "VERDICT_INGEST_OPEN_BYTES",
          32L << 20,
          1L << 16,
          1L << 40,
          "Bytes of bodies held by open requests at most; beyond it 503.");

  /** Records on their way to Kafka. */
  public static final Setting<Integer> IN_FLIGHT =
      Setting.integer(
          "VERDICT_INGEST_IN_FLIGHT",
          2_048,
          1,
          1_000_000,
          "Records sent to Kafka and not acknowledged yet at most; beyond it 503.");

  /** Bytes on their way to Kafka. */
  public static final Setting<Long> IN_FLIGHT_BYTES =
      Setting.bytes(
          "VERDICT_INGEST_IN_FLIGHT_BYTES",
          16L << 20,
          1L << 16,
          1L << 40,
          "Bytes of those records at most; the producer's buffer is sized after it.");

  /** Time for an acknowledgement. */
  public static final Setting<Duration> ACKNOWLEDGEMENT_LIMIT =
      Setting.duration(
          "VERDICT_INGEST_ACKNOWLEDGEMENT_LIMIT",
          Duration.ofSeconds(10),
          Duration.ofMillis(500),
          HOUR,
          "How long a request waits for Kafka's acknowledgement before it gets 503.");

  /** Time for a request's headers. */
  public static final Setting<Duration> HEADER_LIMIT =
      Setting.duration(
          "VERDICT_INGEST_HEADER_LIMIT",
          Duration.ofSeconds(10),
          MILLISECOND,
          HOUR,
          "Time for a request's headers to arrive; then the connection is closed.");

  /** Time for a request's body. */
  public static final Setting<Duration> BODY_LIMIT =
      Setting.duration(
          "VERDICT_INGEST_BODY_LIMIT",
          Duration.ofSeconds(10),
          MILLISECOND,
          HOUR,
          "Time for one application's body to arrive; then it gets 408.");

  /** Time between requests. */
  public static final Setting<Duration> IDLE_LIMIT =
      Setting.duration(
          "VERDICT_INGEST_IDLE_LIMIT",
          Duration.ofSeconds(60),
          MILLISECOND,
          HOUR,
          "A connection without a request is closed after this.");

  /** Lines of a batch at the same time. */
  public static final Setting<Integer> BATCH_WINDOW =
      Setting.integer(
          "VERDICT_INGEST_BATCH_WINDOW",
          128,
          1,
          10_000,
          "Lines of one batch that are under way at the same time.");

  /** Time between lines of a batch. */
  public static final Setting<Duration> BATCH_IDLE_LIMIT =
      Setting.duration(
          "VERDICT_INGEST_BATCH_IDLE_LIMIT",
          Duration.ofSeconds(60),
          MILLISECOND,
          HOUR,
          "A batch in which no line moves for this long is ended.");

  /** Time to finish at the end. */
  public static final Setting<Duration> DRAIN_LIMIT =
      Setting.duration(
          "VERDICT_INGEST_DRAIN_LIMIT",
          Duration.ofSeconds(15),
          MILLISECOND,
          HOUR,
          "How long a stopping service waits for requests that are being answered.");

  /** Connections to the database. */
  public static final Setting<Integer> POOL_SIZE =
      Setting.integer(
          "VERDICT_INGEST_POOL_SIZE",
          0,
          0,
          1_000,
          "Database connections for lookups; 0 means twice the processors.");

  /** Lookups that wait. */
  public static final Setting<Integer> LOOKUP_QUEUE =
      Setting.integer(
          "VERDICT_INGEST_LOOKUP_QUEUE",
          128,
          1,
          100_000,
          "Lookups that wait for a connection at most; further ones get 503.");

  /** Wait for a connection. */
  public static final Setting<Duration> POOL_WAIT_LIMIT =
      Setting.duration(
          "VERDICT_INGEST_POOL_WAIT_LIMIT",
          Duration.ofSeconds(1),
          Duration.ofMillis(250),
          HOUR,
          "How long a lookup waits for a connection before it gets 503.");

  /** Wait for the database. */
  public static final Setting<Duration> LOOKUP_LIMIT =
      Setting.duration(
          "VERDICT_INGEST_LOOKUP_LIMIT",
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          HOUR,
          "How long a lookup waits for the database's answer, in whole seconds.");

  /** Age of a connection. */
  public static final Setting<Duration> POOL_MAX_LIFETIME =
      Setting.duration(
          "VERDICT_INGEST_POOL_MAX_LIFETIME",
          Duration.ofMinutes(30),
          Duration.ofSeconds(30),
          Duration.ofHours(24),
          "Age at which a database connection is replaced.");

  /** A leaked connection. */
  public static final Setting<Duration> POOL_LEAK_THRESHOLD =
      Setting.duration(
          "VERDICT_INGEST_POOL_LEAK_THRESHOLD",
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          HOUR,
          "A database connection in use for longer is reported as leaked.");

  private IngestSettings() {}

  /** In the order in which they are described, the database's last. */
  public static List<Setting<?>> all() {
    List<Setting<?>> own =
        List.of(
            HOST,
            PORT,
            ADMIN_PORT,
            CONNECTIONS,
            OPEN_REQUESTS,
            OPEN_BYTES,
            IN_FLIGHT,
            IN_FLIGHT_BYTES,
            ACKNOWLEDGEMENT_LIMIT,
            HEADER_LIMIT,
            BODY_LIMIT,
            IDLE_LIMIT,
            BATCH_WINDOW,
            BATCH_IDLE_LIMIT,
            DRAIN_LIMIT,
            POOL_SIZE,
            LOOKUP_QUEUE,
            POOL_WAIT_LIMIT,
            LOOKUP_LIMIT,
            POOL_MAX_LIFETIME,
            POOL_LEAK_THRESHOLD);
    return Stream.concat(own.stream(), DatabaseSettings.all().stream()).toList();
  }
}
