package verdict.ledger.project;

import java.time.Duration;

/** Waits that double from one failure to the next, up to a bound. Not thread-safe. */
final class Backoff {

  static final Duration FIRST = Duration.ofMillis(100);
  static final Duration BOUND = Duration.ofSeconds(5);

  private Duration next = FIRST;

  Duration next() {
    Duration now = next;
    Duration doubled = now.multipliedBy(2);
    next = doubled.compareTo(BOUND) > 0 ? BOUND : doubled;
    return now;
  }

  void reset() {
    next = FIRST;
  }
}
