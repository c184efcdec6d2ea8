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
import verdict.scoring.evaluate.Evaluator;
import verdict.wire.ConsumerGroups;
import verdict.wire.Topic;

/** The running scoring service. Thread-safe. */
public final class ScoringService implements AutoCloseable {

  private final Lifecycle lifecycle;
  private final AdminServer admin;
  private final CompletableFuture<String> failure;

  private ScoringService(
      Lifecycle lifecycle, AdminServer admin, CompletableFuture<String> failure) {
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
  public static ScoringService start(ScoringConfig config) {
    KafkaTopics.await(
        config.kafka(),
        List.of(
            Topic.APPLICATIONS.topicName(),
            Topic.REPLAY.topicName(),
            Topic.SCORES.topicName(),
            Topic.LETTERS.topicName(),
            Topic.BUNDLES.topicName()),
        config.startTimeout());
    return Lifecycle.starting(lifecycle -> start(config, lifecycle));
  }

  private static ScoringService start(ScoringConfig config, Lifecycle lifecycle) {
    PrometheusMeterRegistry registry = Metrics.registry("scoring");
    lifecycle.onClose("metrics", registry::close);
    LiveBundles bundles =
        lifecycle.add(
            "bundles",
            LiveBundles.start(
                config.bundle(), config.register(), () -> LocalDate.now(ZoneOffset.UTC), registry));
    Evaluator evaluator =
        new Evaluator(bundles, ConsumerGroups.SCORING, BuildInfo.version(), InstantSource.system());
    CompletableFuture<String> failure = new CompletableFuture<>();
    Engine engine =
        lifecycle.add(
            "engine",
            Engine.start(
                new EngineKafka(
                    config.kafka(),
                    ConsumerGroups.SCORING,
                    config.groupProtocol(),
                    config.instance()),
                config.limits(),
                evaluator,
                config.acceptGaps(),
                registry,
                failure::complete));
    AdminServer admin =
        lifecycle.add(
            "admin",
            AdminServer.start(
                config.adminHost(),
                config.adminPort(),
                EngineHealth.of("scoring", engine, bundles),
                registry));
    return new ScoringService(lifecycle, admin, failure);
  }

  /** The port of health and metrics. */
  public int adminPort() {
    return admin.port();
  }

  /**
   * Completes with the reason if the service ends by itself, because going on would break a
   * guarantee.
   */
  public CompletableFuture<String> failure() {
    return failure;
  }

  /** Finishes what was read, within the drain limit, commits, and stops everything. */
  @Override
  public void close() {
    lifecycle.close();
  }
}
