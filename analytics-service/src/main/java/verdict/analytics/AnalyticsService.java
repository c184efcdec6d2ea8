package verdict.analytics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.kit.AdminServer;
import verdict.kit.Health;
import verdict.kit.Lifecycle;
import verdict.kit.Metrics;
import verdict.kit.Readiness;

/**
 * The running analytics service: counts decisions into {@code loan.stats} until it is closed.
 * Instances share the work through their consumer group; what one commits is exact however it ends.
 */
public final class AnalyticsService implements AutoCloseable {

  private static final String NAME = "analytics";
  private static final Logger log = LoggerFactory.getLogger(AnalyticsService.class);

  /** How long a stop waits for the last commit; past it, the rest is counted at the next start. */
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final Lifecycle lifecycle;
  private final KafkaStreams streams;
  private final AdminServer admin;

  private AnalyticsService(Lifecycle lifecycle, KafkaStreams streams, AdminServer admin) {
    this.lifecycle = lifecycle;
    this.streams = streams;
    this.admin = admin;
  }

  /**
   * Starts on the system's clocks; returns before the first record is counted, {@code /readyz} says
   * when it runs.
   *
   * @throws verdict.kit.UnreachableException if Kafka or a topic is not there within the start
   *     timeout
   * @throws verdict.kit.ConfigurationException if the admin port is taken
   * @throws ForgottenOffsetsException if counting on would count twice
   */
  public static AnalyticsService start(AnalyticsConfig config) {
    return start(config, InstantSource.system(), System::nanoTime);
  }

  static AnalyticsService start(AnalyticsConfig config, InstantSource clock, LongSupplier nanos) {
    new StartChecks(config, nanos).pass();
    return Lifecycle.starting(lifecycle -> wire(config, clock, nanos, lifecycle));
  }

  private static AnalyticsService wire(
      AnalyticsConfig config, InstantSource clock, LongSupplier nanos, Lifecycle lifecycle) {
    PrometheusMeterRegistry registry = Metrics.registry(NAME);
    lifecycle.onClose("metrics", registry::close);
    Counters counters = new Counters(registry);
    KafkaStreams streams =
        new KafkaStreams(
            StatsTopology.of(config.grace(), clock, counters), StreamsProperties.of(config));
    lifecycle.onClose("streams", () -> close(streams));
    streams.setUncaughtExceptionHandler(new ThreadReplacements(nanos));
    FunctionCounter.builder(
            "verdict.analytics.dropped",
            streams,
            running -> total(running, "dropped-records-total"))
        .description("Decisions not counted because they came later than the grace allows")
        .register(registry);
    AdminServer admin =
        lifecycle.add(
            "admin",
            AdminServer.start(
                config.adminHost(), config.adminPort(), health(streams, counters), registry));
    streams.start();
    log.atInfo().addKeyValue("adminPort", admin.port()).log("analytics service started");
    return new AnalyticsService(lifecycle, streams, admin);
  }

  private static Health health(KafkaStreams streams, Counters counters) {
    Health health = new Health(NAME);
    health.readiness(
        "streams",
        () -> {
          KafkaStreams.State state = streams.state();
          return Readiness.of(
              state == KafkaStreams.State.RUNNING, "Kafka Streams is " + state + ", not RUNNING");
        });
    health.liveness(
        "streams",
        () -> {
          KafkaStreams.State state = streams.state();
          return Readiness.of(
              !state.hasStartedOrFinishedShuttingDown(),
              "Kafka Streams is " + state + "; a restart continues where it stopped");
        });
    health.detail("state", () -> streams.state().name());
    health.detail("counted", counters::countedTotal);
    health.detail("undecodable", counters::undecodableTotal);
    health.detail("dropped", () -> total(streams, "dropped-records-total"));
    return health;
  }

  private static double total(KafkaStreams streams, String metric) {
    return streams.metrics().values().stream()
        .filter(value -> value.metricName().name().equals(metric))
        .map(Metric::metricValue)
        .filter(Number.class::isInstance)
        .mapToDouble(value -> ((Number) value).doubleValue())
        .sum();
  }

  /** Leaves the group at once: nothing is kept locally that a quick return could use again. */
  private static void close(KafkaStreams streams) {
    boolean closed =
        streams.close(
            CloseOptions.timeout(CLOSE_LIMIT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    if (!closed) {
      log.atWarn()
          .addKeyValue("limit", CLOSE_LIMIT)
          .log("stopped before the last commit; the next start counts the rest");
    }
  }

  /** Where /livez, /readyz and /metrics listen. */
  public int adminPort() {
    return admin.port();
  }

  /** Whether decisions are being counted now: the group has given this instance its work. */
  public boolean running() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Commits what was counted and stops; waits 10 s at most. */
  @Override
  public void close() {
    lifecycle.close();
  }
}
