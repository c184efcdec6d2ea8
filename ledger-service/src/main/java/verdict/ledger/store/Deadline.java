package verdict.ledger.store;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** The end of a bounded wait. Not thread-safe. */
public final class Deadline {

  private final LongSupplier ticker;
  private final long end;

  private Deadline(LongSupplier ticker, long end) {
    this.ticker = ticker;
    this.end = end;
  }

  /** Starts now; {@code ticker} gives nanoseconds. */
  public static Deadline after(Duration limit, LongSupplier ticker) {
    return new Deadline(ticker, ticker.getAsLong() + limit.toNanos());
  }

  /** Whether the wait is over; an interrupted thread waits no longer either. */
  public boolean passed() {
    return remaining().isZero() || Thread.currentThread().isInterrupted();
  }

  /** What is left, never negative. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, end - ticker.getAsLong()));
  }

  /** Waits for {@code step}, but not beyond the end. */
  public void pause(Duration step) {
    LockSupport.parkNanos(this, Math.min(step.toNanos(), remaining().toNanos()));
  }
}
