package verdict.ingest;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import verdict.ingest.http.HttpFace;
import verdict.ingest.lookup.ApplicationLookup;
import verdict.ingest.parse.ApplicationParser;
import verdict.ingest.publish.ApplicationPublisher;
import verdict.kit.AdminServer;
import verdict.kit.Health;
import verdict.kit.KafkaTopics;
import verdict.kit.Lifecycle;
import verdict.kit.Metrics;
import verdict.kit.Readiness;
import verdict.kit.UnreachableException;
import verdict.kit.traces.Traces;
import verdict.wire.Topic;

/**
 * The ingest service: HTTP in, Kafka out, a receipt back. A running one; {@link #close} takes no
 * more, answers what it has taken, and ends.
 */
public final class IngestService implements AutoCloseable {

  private final Lifecycle parts;
  private final HttpFace face;
  private final AdminServer admin;

  private IngestService(Lifecycle parts, HttpFace face, AdminServer admin) {
    this.parts = parts;
    this.face = face;
    this.admin = admin;
  }

  /**
   * Starts with the system's clocks; see {@link #start(IngestConfig, InstantSource, LongSupplier)}.
   */
  public static IngestService start(IngestConfig config) {
    return start(config, InstantSource.system(), System::nanoTime);
  }

  /**
   * Waits for Kafka, then takes applications. The database need not be there.
   *
   * @param clock gives {@code receivedAt}
   * @param ticker nanoseconds, as {@link System#nanoTime()}
   * @throws UnreachableException if Kafka does not answer in time, or lacks the topic
   * @throws verdict.kit.ConfigurationException if it cannot listen where it should
   */
  public static IngestService start(IngestConfig config, InstantSource clock, LongSupplier ticker) {
    KafkaTopics.await(
        config.kafka(), List.of(Topic.APPLICATIONS.topicName()), config.startTimeout());
    return Lifecycle.starting(parts -> wire(parts, config, clock, ticker));
  }

  private static IngestService wire(
      Lifecycle parts, IngestConfig config, InstantSource clock, LongSupplier ticker) {
    PrometheusMeterRegistry registry = Metrics.registry("ingest");
    parts.onClose("metrics", registry::close);
    Traces traces = parts.add("traces", Traces.start(config.traces(), "ingest", registry));
    ApplicationLookup lookup =
        parts.add(
            "lookup", new ApplicationLookup(config.database(), config.lookup(), ticker, registry));
    ApplicationPublisher publisher =
        parts.add(
            "publisher",
            new ApplicationPublisher(config.kafka(), config.publish(), ticker, registry));
    HttpFace face =
        parts.add(
            "http",
            HttpFace.start(
                config.address(),
                config.http(),
                new ApplicationParser(clock),
                publisher::publish,
                lookup::find,
                traces.tracer(),
                traces::failed,
                registry));
    AdminServer admin =
        parts.add(
            "admin",
            AdminServer.start(
                config.admin().host(), config.admin().port(), health(publisher, lookup), registry));
    return new IngestService(parts, face, admin);
  }

  private static Health health(ApplicationPublisher publisher, ApplicationLookup lookup) {
    Health health = new Health("ingest");
    health.readiness(
        "kafka", () -> publisher.failure().map(Readiness::notReady).orElseGet(Readiness::ready));
    health.detail("publishes_in_flight", publisher::inFlight);
    health.detail("database", () -> lookup.reachable() ? "reachable" : "away: lookups get 503");
    return health;
  }

  /** The port for applications. */
  public int port() {
    return face.port();
  }

  /** The port for probes and metrics. */
  public int adminPort() {
    return admin.port();
  }

  @Override
  public void close() {
    parts.close();
  }
}
