package verdict.scoring;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import verdict.kit.BuildInfo;
import verdict.kit.traces.Traces;
import verdict.scoring.engine.KafkaClients;
import verdict.scoring.evaluate.Evaluation;
import verdict.scoring.evaluate.Evaluator;
import verdict.scoring.trace.TracedEvaluation;
import verdict.wire.ConsumerGroups;
import verdict.wire.Topic;

/** The running scoring service. Thread-safe. */
public final class ScoringService implements AutoCloseable {

  private static final EngineService.Role ROLE =
      new EngineService.Role(
          "scoring", ConsumerGroups.SCORING, List.of(Topic.SCORES, Topic.LETTERS));

  private final EngineService service;

  private ScoringService(EngineService service) {
    this.service = service;
  }

  /**
   * Waits for Kafka and the topics, puts the bundles in force, starts the engine.
   *
   * @throws verdict.decision.BundleException listing all that is wrong with the bundles
   * @throws verdict.kit.UnreachableException if Kafka or a topic is not there in time
   */
  public static ScoringService start(ScoringConfig config) {
    return start(config, KafkaClients.REAL);
  }

  /** The same with clients of one's own. */
  public static ScoringService start(ScoringConfig config, KafkaClients clients) {
    return new ScoringService(
        EngineService.start(
            ROLE,
            config,
            clients,
            (bundles, registry, lifecycle) ->
                traced(
                    new Evaluator(
                        bundles, ROLE.group(), BuildInfo.version(), InstantSource.system()),
                    lifecycle.add(
                        "traces", Traces.start(config.traces(), ROLE.name(), registry)))));
  }

  /** Off, nothing stands between engine and evaluator. */
  private static Evaluation traced(Evaluation evaluation, Traces traces) {
    return traces
        .tracer()
        .<Evaluation>map(
            tracer -> new TracedEvaluation(evaluation, tracer, ROLE.group(), traces::failed))
        .orElse(evaluation);
  }

  /** The port of health and metrics. */
  public int adminPort() {
    return service.adminPort();
  }

  /**
   * Completes with the reason if the service ends by itself, because going on would break a
   * guarantee.
   */
  public CompletableFuture<String> failure() {
    return service.failure();
  }

  /** Finishes what was read, within the drain limit, commits, and stops everything. */
  @Override
  public void close() {
    service.close();
  }
}
