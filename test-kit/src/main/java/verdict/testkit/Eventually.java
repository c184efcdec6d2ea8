package verdict.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits, within a limit, for something that another thread or server brings about. */
public final class Eventually {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Eventually() {}

  /**
   * Probes until {@code done} accepts the value, at least once.
   *
   * @return the accepted value
   * @throws AssertionError past {@code limit}, naming the last value
   */
  public static <T> T eventually(Duration limit, Supplier<T> probe, Predicate<T> done) {
    long start = System.nanoTime();
    while (true) {
      T value = probe.get();
      if (done.test(value)) {
        return value;
      }
      if (System.nanoTime() - start >= limit.toNanos()) {
        throw new AssertionError("not within " + limit + "; the last value was: " + value);
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("interrupted while waiting; the last value was: " + value);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /**
   * Probes until the condition holds.
   *
   * @throws AssertionError past {@code limit}
   */
  public static void until(Duration limit, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start >= limit.toNanos()) {
        throw new AssertionError("the condition did not hold within " + limit);
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("interrupted while waiting for a condition");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
