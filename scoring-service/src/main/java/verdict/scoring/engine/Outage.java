package verdict.scoring.engine;

import java.time.Duration;

/**
 * Waits a little longer after each failure in a row, up to a bound. Confined to the owner thread.
 */
final class Outage {

  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration WAIT_BOUND = Duration.ofSeconds(5);
  private static final int DOUBLINGS_BOUND = 6;

  private int failures;

  /** How long to wait after one more failure. */
  Duration next() {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures, DOUBLINGS_BOUND));
    failures++;
    return wait.compareTo(WAIT_BOUND) > 0 ? WAIT_BOUND : wait;
  }

  /** It works again. */
  void over() {
    failures = 0;
  }

  boolean isOngoing() {
    return failures > 0;
  }
}
