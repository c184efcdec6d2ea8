package verdict.bench.scoring.plan;

/** What the records look like, and where they lie. */
public enum Shape {
  /** Eight partitions, every key equally often. */
  UNIFORM("uniform", 8),
  /** All of it in one partition. */
  ONE("one", 1),
  /** Eight partitions, keys by Zipf's law. */
  ZIPF("zipf", 8),
  /** Eight partitions; one record of a hundred can only become a dead letter. */
  FAILING("failing", 8),
  /** Eight partitions; one record of a thousand burns 200 ms more. */
  STRAGGLER("straggler", 8);

  /** One record of so many fails in {@link #FAILING}. */
  public static final int FAILING_EVERY = 100;

  /** One record of so many is slow in {@link #STRAGGLER}. */
  public static final int STRAGGLER_EVERY = 1_000;

  /** What a slow record burns more, in microseconds. */
  public static final long STRAGGLER_MICROS = 200_000;

  private final String label;
  private final int partitions;

  Shape(String label, int partitions) {
    this.label = label;
    this.partitions = partitions;
  }

  /** As options, tables and files say it. */
  public String label() {
    return label;
  }

  /** Of each topic. */
  public int partitions() {
    return partitions;
  }

  @Override
  public String toString() {
    return label;
  }
}
