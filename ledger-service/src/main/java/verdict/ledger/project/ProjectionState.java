package verdict.ledger.project;

/** What the projection is doing. */
public sealed interface ProjectionState {

  /** Another ledger is active; this one takes over when that one's session ends. */
  record Standby() implements ProjectionState {}

  /** This one reads the topics and writes the tables. */
  record Active() implements ProjectionState {}

  /** Something it needs is away; it tries again by itself. {@code reason} is one line. */
  record Waiting(String reason) implements ProjectionState {}

  /** Closed. */
  record Stopped() implements ProjectionState {}
}
