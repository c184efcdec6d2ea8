package verdict.scoring;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import verdict.kit.AdminServer;
import verdict.kit.BuildInfo;
import verdict.kit.KafkaTopics;
import verdict.kit.Lifecycle;
import verdict.kit.Metrics;
import verdict.scoring.bundles.LiveBundles;
import verdict.scoring.engine.Engine;
import verdict.scoring.engine.EngineKafka;
import verdict.scoring.shadow.Challengers;
import verdict.scoring.shadow.ShadowEvaluation;
import verdict.wire.ConsumerGroups;
import verdict.wire.Topic;

/**
 * The running shadow service: asks the bundles' challengers about the applications that the
 * champion did not approve. A process of its own: native code that crashes takes no decision along.
 * Thread-safe.
 */
public final class ShadowService implements AutoCloseable {

  private final Lifecycle lifecycle;
  private final AdminServer admin;
  private final CompletableFuture<String> failure;

  private ShadowService(Lifecycle lifecycle, AdminServer admin, CompletableFuture<String> failure) {
    this.lifecycle = lifecycle;
    this.admin = admin;
    this.failure = failure;
  }

  /**
   * Waits for Kafka and the topics, puts the bundles in force, starts the engine.
   *
   * @throws verdict.decision.BundleException listing all that is wrong with the bundles
   * @throws verdict.kit.UnreachableException if Kafka or a topic is not there in time
   */
  public static ShadowService start(ShadowConfig config) {
    KafkaTopics.await(
        config.engine().kafka(),
        List.of(
            Topic.APPLICATIONS.topicName(),
            Topic.REPLAY.topicName(),
            Topic.SHADOW.topicName(),
            Topic.BUNDLES.topicName()),
        config.engine().startTimeout());
    return Lifecycle.starting(lifecycle -> start(config, lifecycle));
  }

  private static ShadowService start(ShadowConfig config, Lifecycle lifecycle) {
    ScoringConfig engineConfig = config.engine();
    PrometheusMeterRegistry registry = Metrics.registry("shadow");
    lifecycle.onClose("metrics", registry::close);
    Challengers challengers = lifecycle.add("challengers", new Challengers());
    LiveBundles bundles =
        lifecycle.add(
            "bundles",
            LiveBundles.start(
                engineConfig.bundle(),
                engineConfig.register(),
                () -> LocalDate.now(ZoneOffset.UTC),
                registry));
    CompletableFuture<String> failure = new CompletableFuture<>();
    Engine engine =
        lifecycle.add(
            "engine",
            Engine.start(
                new EngineKafka(
                    engineConfig.kafka(),
                    ConsumerGroups.SHADOW,
                    engineConfig.groupProtocol(),
                    engineConfig.instance()),
                engineConfig.limits(),
                new ShadowEvaluation(
                    bundles,
                    config.sampling(),
                    challengers,
                    BuildInfo.version(),
                    InstantSource.system(),
                    registry),
                engineConfig.acceptGaps(),
                registry,
                failure::complete));
    AdminServer admin =
        lifecycle.add(
            "admin",
            AdminServer.start(
                engineConfig.adminHost(),
                engineConfig.adminPort(),
                EngineHealth.of("shadow", engine, bundles),
                registry));
    return new ShadowService(lifecycle, admin, failure);
  }

  /** The port of health and metrics. */
  public int adminPort() {
    return admin.port();
  }

  /** Completes with the reason if the service ends by itself. */
  public CompletableFuture<String> failure() {
    return failure;
  }

  /** Finishes what was read, within the drain limit, commits, and stops everything. */
  @Override
  public void close() {
    lifecycle.close();
  }
}
