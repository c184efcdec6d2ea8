package verdict.wire;

/** Names of the consumer groups whose committed offsets mean something to others. */
public final class ConsumerGroups {

  /** The scoring service's: an input record below its committed offset has its outcome. */
  public static final String SCORING = "verdict-scoring";

  /** The shadow service's. */
  public static final String SHADOW = "verdict-shadow";

  private ConsumerGroups() {}
}
