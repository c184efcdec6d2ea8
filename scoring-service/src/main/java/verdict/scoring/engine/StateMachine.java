package verdict.scoring.engine;

import java.util.function.Function;

/**
 * The engine's state. Takes a transition if the state has it, else stays: an engine that drains
 * does not run again, and one that ended has nothing more to say.
 *
 * <p>Written by the owner thread, read by any.
 */
final class StateMachine {

  private volatile EngineState now = new EngineState.Starting();

  EngineState now() {
    return now;
  }

  void running(int partitions) {
    ifOpen(open -> open.running(partitions));
  }

  void recovering(String reason) {
    ifOpen(open -> open.recovering(reason));
  }

  void flooded(Flood flood) {
    ifOpen(open -> open.flooded(flood));
  }

  void draining() {
    ifOpen(EngineState.Open::draining);
  }

  void stopped() {
    ifAlive(EngineState.Alive::stopped);
  }

  void failed(String reason) {
    ifAlive(alive -> alive.failed(reason));
  }

  private void ifOpen(Function<EngineState.Open, EngineState> transition) {
    if (now instanceof EngineState.Open open) {
      now = transition.apply(open);
    }
  }

  private void ifAlive(Function<EngineState.Alive, EngineState> transition) {
    if (now instanceof EngineState.Alive alive) {
      now = transition.apply(alive);
    }
  }
}
