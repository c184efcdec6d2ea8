package verdict.scoring.engine;

/** What the engine is doing, as the health page shows it. */
public sealed interface EngineState {

  /** Connecting: no partition yet. */
  record Starting() implements EngineState {}

  /** Polling, deciding, committing. */
  record Running(int partitions) implements EngineState {}

  /** Waiting for Kafka after an outage; nothing is lost, nothing becomes a letter. */
  record Recovering(String reason) implements EngineState {}

  /**
   * Reading nothing: what it would write are letters of one cause. A trial or an operator ends it.
   */
  record Flooded(Flood flood) implements EngineState {}

  /** Asked to stop: finishing what is in flight. */
  record Draining() implements EngineState {}

  /** Ended as asked. */
  record Stopped() implements EngineState {}

  /**
   * Ended by itself, because going on would break a guarantee; {@code reason} is for the operator.
   */
  record Failed(String reason) implements EngineState {}
}
