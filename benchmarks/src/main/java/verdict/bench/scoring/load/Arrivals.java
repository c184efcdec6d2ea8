package verdict.bench.scoring.load;

/**
 * When each record of an open load is meant to be sent, in nanoseconds since the start: evenly,
 * whatever became of the ones before it. Immutable.
 */
public record Arrivals(double perSecond) {

  private static final double SECOND = 1e9;

  public Arrivals {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("a load needs a rate above 0, not " + perSecond);
    }
  }

  /** The intended send time of the n-th record, from 0 on. */
  public long intended(long index) {
    return Math.round(index * SECOND / perSecond);
  }

  /** How many records are meant to be sent by then. */
  public long dueBy(long elapsed) {
    if (elapsed < 0) {
      return 0;
    }
    long due = (long) (elapsed * perSecond / SECOND) + 1;
    // Rounding may be one off to either side.
    while (intended(due) <= elapsed) {
      due++;
    }
    while (due > 0 && intended(due - 1) > elapsed) {
      due--;
    }
    return due;
  }
}
