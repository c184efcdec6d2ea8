package verdict.app.submit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Spreads sends evenly over time: the n-th is due n / rate seconds after the first. Not
 * thread-safe.
 */
public final class Pace {

  private final double perSecond;
  private final LongSupplier nanoTicker;
  private final long start;
  private long sent;

  /**
   * @param perSecond sends a second; 0 for as fast as they are taken
   */
  public Pace(double perSecond, LongSupplier nanoTicker) {
    this.perSecond = perSecond;
    this.nanoTicker = nanoTicker;
    this.start = nanoTicker.getAsLong();
  }

  /** Waits until the next send is due. */
  public void await() {
    if (perSecond <= 0) {
      return;
    }
    long due = start + (long) (sent++ / perSecond * TimeUnit.SECONDS.toNanos(1));
    for (long wait = due - nanoTicker.getAsLong();
        wait > 0 && !Thread.currentThread().isInterrupted();
        wait = due - nanoTicker.getAsLong()) {
      LockSupport.parkNanos(wait);
    }
  }
}
