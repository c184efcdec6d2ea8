package verdict.decision;

/**
 * The values of an envelope field that a bundle takes, both ends included.
 *
 * @param min smallest
 * @param max largest
 */
public record Range(long min, long max) {

  boolean contains(long value) {
    return min <= value && value <= max;
  }
}
