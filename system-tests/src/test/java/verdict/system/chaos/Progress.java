package verdict.system.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * How long a line with work to do stands still. While servers are away it is excused; from their
 * return on it is not. Thread-safe.
 */
final class Progress {

  /**
   * A member's session, a transaction's time, and a margin: by then whatever a dead process left
   * behind is taken back.
   */
  static final Duration STALL = Duration.ofSeconds(6 + 15 + 15);

  private final LongSupplier nanoTicker;
  private long done;
  private long since;
  private boolean excused;
  private Duration slowest = Duration.ZERO;

  Progress(LongSupplier nanoTicker) {
    this.nanoTicker = nanoTicker;
    this.since = nanoTicker.getAsLong();
  }

  /** What stands is not the line's fault now. */
  synchronized void excuse() {
    excused = true;
  }

  /** From now on it is. */
  synchronized void demand() {
    excused = false;
    since = nanoTicker.getAsLong();
  }

  /** What was seen: the records done, and those still to do. */
  synchronized void seen(long newDone, long toDo) {
    long now = nanoTicker.getAsLong();
    Duration stood = Duration.ofNanos(now - since);
    if (newDone != done || toDo == 0 || excused) {
      if (!excused && stood.compareTo(slowest) > 0) {
        slowest = stood;
      }
      done = newDone;
      since = now;
    }
  }

  synchronized void seen(Map<TopicPartition, Long> committed, Map<TopicPartition, Long> ends) {
    long sum = sum(committed);
    seen(sum, sum(ends) - sum);
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How long it has stood now. */
  synchronized Duration standing() {
    return excused ? Duration.ZERO : Duration.ofNanos(nanoTicker.getAsLong() - since);
  }

  boolean isStalled() {
    return standing().compareTo(STALL) > 0;
  }

  /** The longest that it stood before it went on. */
  synchronized Duration slowest() {
    return slowest;
  }
}
