package verdict.ledger;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import verdict.kit.AdminServer;
import verdict.kit.ConfigurationException;
import verdict.kit.Health;
import verdict.kit.KafkaAccess;
import verdict.kit.Lifecycle;
import verdict.kit.Metrics;
import verdict.kit.Readiness;
import verdict.kit.UnreachableException;
import verdict.ledger.pointers.PointerCopying;
import verdict.ledger.project.LedgerRefusedException;
import verdict.ledger.project.Projection;
import verdict.ledger.project.ProjectionState;
import verdict.ledger.source.LineOffsets;
import verdict.ledger.source.TopicLayout;
import verdict.ledger.store.Deadline;
import verdict.ledger.store.LedgerDatabase;

/** The running ledger: topics → PostgreSQL, with its admin port. */
public final class LedgerService implements AutoCloseable {

  private final Lifecycle lifecycle;
  private final Projection projection;
  private final AdminServer admin;

  private LedgerService(Lifecycle lifecycle, Projection projection, AdminServer admin) {
    this.lifecycle = lifecycle;
    this.projection = projection;
    this.admin = admin;
  }

  /**
   * Waits for Kafka, its topics and PostgreSQL, migrates, and starts to read (or to stand by, if
   * another ledger does).
   *
   * @throws UnreachableException if one of them is missing after the start timeout
   * @throws ConfigurationException if the database belongs to other topics than these
   */
  public static LedgerService start(LedgerConfig config) {
    return Lifecycle.starting(lifecycle -> wire(lifecycle, config));
  }

  private static LedgerService wire(Lifecycle lifecycle, LedgerConfig config) {
    Deadline deadline = Deadline.after(config.startTimeout(), System::nanoTime);
    KafkaAccess.await(config.kafka(), deadline.remaining());
    LineOffsets offsets = lifecycle.add("Kafka admin client", LineOffsets.open(config.kafka()));
    TopicLayout layout = offsets.awaitLayout(config.topics().all(), deadline.remaining());
    LedgerDatabase database =
        lifecycle.add("database pool", LedgerDatabase.open(config.database()));
    database.await(deadline.remaining());
    database.migrate();
    refuseForeignTopics(database, offsets, layout);

    PrometheusMeterRegistry registry =
        lifecycle.add("metrics", new ClosingRegistry(Metrics.registry("ledger"))).registry();
    Projection projection =
        lifecycle.add(
            "projection",
            Projection.start(
                config.kafka(),
                config.topics(),
                config.batchRecords(),
                database,
                offsets,
                registry));
    PointerCopying copying =
        lifecycle.add(
            "copying of pointer letters' values",
            PointerCopying.start(
                config.kafka(),
                config.topics(),
                database,
                offsets,
                () -> !(projection.state() instanceof ProjectionState.Standby),
                registry));
    AdminServer admin =
        lifecycle.add(
            "admin server",
            AdminServer.start(
                config.adminHost(), config.adminPort(), health(projection, copying), registry));
    return new LedgerService(lifecycle, projection, admin);
  }

  /** Wraps the registry, whose close() is no AutoCloseable's. */
  private record ClosingRegistry(PrometheusMeterRegistry registry) implements AutoCloseable {
    @Override
    public void close() {
      registry.close();
    }
  }

  private static void refuseForeignTopics(
      LedgerDatabase database, LineOffsets offsets, TopicLayout layout) {
    try {
      Projection.check(database, offsets, layout);
    } catch (LedgerRefusedException e) {
      throw new ConfigurationException(java.util.List.of(String.valueOf(e.getMessage())));
    }
  }

  private static Health health(Projection projection, PointerCopying copying) {
    Health health = new Health("ledger");
    health.readiness("projection", () -> readiness(projection.state()));
    health.liveness(
        "projection",
        () ->
            Readiness.of(
                !(projection.state() instanceof ProjectionState.Stopped),
                "the projection's thread has ended"));
    health.liveness(
        "pointers",
        () ->
            Readiness.of(
                !copying.ended(), "the thread that copies pointer letters' values has ended"));
    health.detail("state", () -> projection.state().getClass().getSimpleName());
    health.detail("lag", projection::lag);
    health.detail("pointers", () -> copying.trouble().orElse("copied as they come"));
    return health;
  }

  private static Readiness readiness(ProjectionState state) {
    return switch (state) {
      case ProjectionState.Active _active -> Readiness.ready();
      case ProjectionState.Standby _standby -> Readiness.ready();
      case ProjectionState.Waiting(String reason) -> Readiness.notReady(reason);
      case ProjectionState.Stopped _stopped -> Readiness.notReady("stopped");
    };
  }

  /** Where /livez, /readyz and /metrics listen. */
  public int adminPort() {
    return admin.port();
  }

  /** What the projection is doing. */
  public ProjectionState state() {
    return projection.state();
  }

  /** Finishes the batch in hand and closes everything. */
  @Override
  public void close() {
    lifecycle.close();
  }
}
