package verdict.bench.scoring.plan;

import java.util.Optional;

/** Who is measured. */
public enum EngineName {
  /** What no engine should pass: transactions and all cores, but neither order nor recovery. */
  CEILING("ceiling"),
  /** Ours, as the scoring service starts it. */
  VERDICT("verdict"),
  /** Kafka Streams, exactly_once_v2. */
  STREAMS("streams"),
  /** Confluent parallel-consumer, order by key, at least once. */
  PARALLEL_KEY("pc-key"),
  /** Confluent parallel-consumer, order by key, transactional. */
  PARALLEL_TRANSACTIONAL("pc-txn"),
  /** Spring Kafka, a batch listener with transactions. */
  SPRING("spring"),
  /** Poll, compute, produce, commitSync: at least once, without transactions. */
  PLAIN("plain");

  private final String label;

  EngineName(String label) {
    this.label = label;
  }

  /** As options, tables and files say it. */
  public String label() {
    return label;
  }

  /** Whether each input has exactly one committed output. */
  public boolean isExactlyOnce() {
    return this != PARALLEL_KEY && this != PLAIN;
  }

  /**
   * Whether the committed offsets say how many records are done. Otherwise they say where the first
   * one lies that is not, and the outputs have to be counted.
   */
  public boolean isCountedByOffsets() {
    return this != PARALLEL_KEY && this != PARALLEL_TRANSACTIONAL;
  }

  /** How many consumers it has in its group. */
  public int members(int threads) {
    return switch (this) {
      case CEILING, VERDICT, PARALLEL_KEY, PARALLEL_TRANSACTIONAL -> 1;
      case STREAMS, SPRING, PLAIN -> threads;
    };
  }

  /**
   * What is to be known of its figures in this shape: no engine but ours makes our letters, so the
   * others are handed them and send them like any output.
   */
  public Optional<String> remark(Shape shape) {
    if (shape != Shape.FAILING) {
      return Optional.empty();
    }
    return switch (this) {
      case CEILING, VERDICT -> Optional.empty();
      case STREAMS -> Optional.of("its own dead-letter queue is not used: ours sent by hand");
      case PARALLEL_KEY, PARALLEL_TRANSACTIONAL ->
          Optional.of("no dead letters of its own, would retry for ever: ours sent by hand");
      case SPRING ->
          Optional.of("its own dead letters take a transaction's whole batch: ours sent by hand");
      case PLAIN -> Optional.of("no dead letters of its own: ours sent by hand");
    };
  }

  @Override
  public String toString() {
    return label;
  }
}
