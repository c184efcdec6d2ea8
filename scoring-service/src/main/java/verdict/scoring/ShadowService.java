package verdict.scoring;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import verdict.kit.BuildInfo;
import verdict.scoring.engine.KafkaClients;
import verdict.scoring.shadow.Challengers;
import verdict.scoring.shadow.ShadowEvaluation;
import verdict.wire.ConsumerGroups;
import verdict.wire.Topic;

/**
 * The running shadow service: asks the bundles' challengers about the applications that the
 * champion did not approve. To be run in a process of its own: native code that crashes takes no
 * decision along. Thread-safe.
 */
public final class ShadowService implements AutoCloseable {

  private static final EngineService.Role ROLE =
      new EngineService.Role("shadow", ConsumerGroups.SHADOW, List.of(Topic.SHADOW));

  private final EngineService service;

  private ShadowService(EngineService service) {
    this.service = service;
  }

  /**
   * Waits for Kafka and the topics, puts the bundles in force, starts the engine.
   *
   * @throws verdict.decision.BundleException listing all that is wrong with the bundles
   * @throws verdict.kit.UnreachableException if Kafka or a topic is not there in time
   */
  public static ShadowService start(ShadowConfig config) {
    return new ShadowService(
        EngineService.start(
            ROLE,
            config.engine(),
            KafkaClients.REAL,
            (bundles, registry, lifecycle) ->
                new ShadowEvaluation(
                    bundles,
                    config.sampling(),
                    lifecycle.add("challengers", new Challengers()),
                    BuildInfo.version(),
                    InstantSource.system(),
                    registry)));
  }

  /** The port of health and metrics. */
  public int adminPort() {
    return service.adminPort();
  }

  /** Completes with the reason if the service ends by itself. */
  public CompletableFuture<String> failure() {
    return service.failure();
  }

  /** Finishes what was read, within the drain limit, commits, and stops everything. */
  @Override
  public void close() {
    service.close();
  }
}
