package verdict.scoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import verdict.kit.AdminServer;
import verdict.kit.KafkaTopics;
import verdict.kit.Lifecycle;
import verdict.kit.Metrics;
import verdict.scoring.bundles.LiveBundles;
import verdict.scoring.engine.Engine;
import verdict.scoring.engine.EngineKafka;
import verdict.scoring.engine.KafkaClients;
import verdict.scoring.engine.Resumption;
import verdict.scoring.evaluate.Evaluation;
import verdict.wire.Topic;

/** Bundles, engine and admin server: what scoring and its shadow are made of. Thread-safe. */
final class EngineService implements AutoCloseable {

  private final Lifecycle lifecycle;
  private final AdminServer admin;
  private final CompletableFuture<String> failure;

  private EngineService(Lifecycle lifecycle, AdminServer admin, CompletableFuture<String> failure) {
    this.lifecycle = lifecycle;
    this.admin = admin;
    this.failure = failure;
  }

  /**
   * What tells the services apart.
   *
   * @param name as metrics and health show it
   * @param group whose committed offsets say what was read
   * @param outputs the topics that it writes
   */
  record Role(String name, String group, List<Topic> outputs) {}

  /** Makes what the workers run; what it needs itself goes into the lifecycle. */
  interface Evaluations {
    Evaluation make(LiveBundles bundles, MeterRegistry registry, Lifecycle lifecycle);
  }

  /**
   * Waits for Kafka and the topics, puts the bundles in force, starts the engine.
   *
   * @throws verdict.decision.BundleException listing all that is wrong with the bundles
   * @throws verdict.kit.UnreachableException if Kafka or a topic is not there in time
   */
  static EngineService start(
      Role role, ScoringConfig config, KafkaClients clients, Evaluations evaluations) {
    List<Topic> topics =
        Stream.of(Topic.INPUTS, role.outputs(), List.of(Topic.BUNDLES))
            .flatMap(List::stream)
            .toList();
    KafkaTopics.await(
        config.kafka(), topics.stream().map(Topic::topicName).toList(), config.startTimeout());
    return Lifecycle.starting(lifecycle -> start(role, config, clients, evaluations, lifecycle));
  }

  private static EngineService start(
      Role role,
      ScoringConfig config,
      KafkaClients clients,
      Evaluations evaluations,
      Lifecycle lifecycle) {
    PrometheusMeterRegistry registry = Metrics.registry(role.name());
    lifecycle.onClose("metrics", registry::close);
    LiveBundles bundles =
        lifecycle.add(
            "bundles",
            LiveBundles.start(
                config.bundle(), config.register(), () -> LocalDate.now(ZoneOffset.UTC), registry));
    Evaluation evaluation = evaluations.make(bundles, registry, lifecycle);
    CompletableFuture<String> failure = new CompletableFuture<>();
    Engine engine =
        lifecycle.add(
            "engine",
            Engine.start(
                new EngineKafka(
                    clients,
                    config.kafka(),
                    role.group(),
                    config.groupProtocol(),
                    config.instance()),
                config.limits(),
                evaluation,
                config.acceptGaps(),
                registry,
                failure::complete));
    bundles.onExchange(() -> engine.resume(new Resumption(Optional.empty())));
    AdminServer admin =
        lifecycle.add(
            "admin",
            AdminServer.start(
                config.adminHost(),
                config.adminPort(),
                EngineHealth.of(role.name(), engine, bundles),
                registry,
                Map.of(ResumeCommand.PATH, new ResumeCommand(engine))));
    return new EngineService(lifecycle, admin, failure);
  }

  int adminPort() {
    return admin.port();
  }

  CompletableFuture<String> failure() {
    return failure;
  }

  @Override
  public void close() {
    lifecycle.close();
  }
}
