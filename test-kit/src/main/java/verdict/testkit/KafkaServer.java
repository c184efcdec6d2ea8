package verdict.testkit;

/**
 * A Kafka broker for tests: one node, topics are not created by accident, sessions expire within 6
 * s. Shared by every test of the process: a test keeps to topics and groups of its own names, or
 * takes a {@link #fresh()} broker.
 */
public interface KafkaServer {
  /** {@code host:port}; the same before and after a restart. */
  String bootstrapServers();

  /** Stops the broker cleanly and keeps its data. */
  void stop();

  /** Starts it again: same data, same port. */
  void start();

  /**
   * Another, empty broker of the same kind; it lives until the end of the process unless it is
   * stopped or given back earlier.
   */
  KafkaServer fresh();

  /**
   * Gives a {@link #fresh()} broker back once nobody uses it any more: its topics and groups are
   * deleted, and the next who wants a fresh one gets it. A broker that is stopped stays so.
   */
  void giveBack();
}
