package verdict.scoring;

import java.util.Map;
import verdict.decision.Bundle;
import verdict.kit.Health;
import verdict.kit.Readiness;
import verdict.scoring.bundles.LiveBundles;
import verdict.scoring.engine.Engine;
import verdict.scoring.engine.EngineState;
import verdict.scoring.engine.Flood;

/** What a service that runs the engine says of itself. */
final class EngineHealth {

  private EngineHealth() {}

  static Health of(String service, Engine engine, LiveBundles bundles) {
    Health health = new Health(service);
    health.readiness("engine", () -> readiness(engine.state()));
    health.liveness("engine", () -> liveness(engine.state()));
    health.detail(
        "bundles", () -> bundles.get().all().stream().map(EngineHealth::identity).toList());
    health.detail("bundlesRefused", bundles::refusals);
    health.detail("bundlesExpired", bundles::expired);
    health.detail("state", () -> engine.state().getClass().getSimpleName());
    health.detail("partitions", () -> partitions(engine.state()));
    return health;
  }

  /** How many it has; none while it does not work. */
  private static int partitions(EngineState state) {
    return state instanceof EngineState.Running running ? running.partitions() : 0;
  }

  private static Map<String, String> identity(Bundle bundle) {
    return Map.of(
        "name", bundle.name(),
        "version", bundle.version(),
        "hash", bundle.hash(),
        "product", bundle.product());
  }

  private static Readiness readiness(EngineState state) {
    return switch (state) {
      case EngineState.Running running -> Readiness.ready();
      case EngineState.Flooded(Flood flood) ->
          Readiness.notReady(
              "a flood of letters, %s %s, for instance %s: mend its cause, then 'verdict score resume'"
                  .formatted(flood.code(), flood.fingerprint(), flood.sample()));
      case EngineState.Starting starting -> Readiness.notReady("starting");
      case EngineState.Recovering recovering -> Readiness.notReady(recovering.reason());
      case EngineState.Draining draining -> Readiness.notReady("stopping");
      case EngineState.Stopped stopped -> Readiness.notReady("stopped");
      case EngineState.Failed failed -> Readiness.notReady(failed.reason());
    };
  }

  private static Readiness liveness(EngineState state) {
    return state instanceof EngineState.Failed failed
        ? Readiness.notReady(failed.reason())
        : Readiness.ready();
  }
}
