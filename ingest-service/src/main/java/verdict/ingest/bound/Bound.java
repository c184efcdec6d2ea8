package verdict.ingest.bound;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A count with a limit. Taking never waits: it succeeds or is refused, so the caller can answer
 * "busy" instead of queueing without end. Thread-safe.
 */
public final class Bound {

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  /**
   * @param most what can be taken at the same time, at least 1
   */
  public Bound(long most) {
    if (most < 1) {
      throw new IllegalArgumentException("a bound must let something through");
    }
    this.most = most;
  }

  /** Takes {@code amount}, or nothing if that would exceed the limit. */
  public boolean tryTake(long amount) {
    long before = taken.get();
    while (amount <= most - before) {
      if (taken.compareAndSet(before, before + amount)) {
        return true;
      }
      before = taken.get();
    }
    return false;
  }

  /** Gives back what was taken. */
  public void giveBack(long amount) {
    taken.addAndGet(-amount);
  }

  /** What is taken now. */
  public long taken() {
    return taken.get();
  }

  /** The limit. */
  public long most() {
    return most;
  }
}
