package verdict.scoring.engine;

/** What the engine is doing, as the health page shows it; its methods are the legal transitions. */
public sealed interface EngineState {

  /** Not ended yet. */
  sealed interface Alive extends EngineState {

    default Stopped stopped() {
      return new Stopped();
    }

    default Failed failed(String reason) {
      return new Failed(reason);
    }
  }

  /** Not asked to stop yet. */
  sealed interface Open extends Alive {

    default Running running(int partitions) {
      return new Running(partitions);
    }

    default Recovering recovering(String reason) {
      return new Recovering(reason);
    }

    default Flooded flooded(Flood flood) {
      return new Flooded(flood);
    }

    default Draining draining() {
      return new Draining();
    }
  }

  /** Connecting: no partition yet. */
  record Starting() implements Open {}

  /** Polling, deciding, committing. */
  record Running(int partitions) implements Open {}

  /** Waiting for Kafka after an outage; nothing is lost, nothing becomes a letter. */
  record Recovering(String reason) implements Open {}

  /**
   * Reading nothing: what it would write are letters of one cause. A trial or an operator ends it.
   */
  record Flooded(Flood flood) implements Open {}

  /** Asked to stop: finishing what is in flight. Nothing that happens meanwhile takes that back. */
  record Draining() implements Alive {}

  /** Ended as asked. */
  record Stopped() implements EngineState {}

  /**
   * Ended by itself, because going on would break a guarantee; {@code reason} is for the operator.
   */
  record Failed(String reason) implements EngineState {}
}
