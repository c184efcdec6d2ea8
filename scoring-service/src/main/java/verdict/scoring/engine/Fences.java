package verdict.scoring.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Counts how often this process was fenced lately. Once is no alarm: a coordinator that expired a
 * transaction says the same. Again and again means that somebody else uses the transactional.id.
 * Confined to the owner thread.
 */
final class Fences {

  /** So many within {@link #WINDOW} are too many. */
  static final int BOUND = 3;

  static final Duration WINDOW = Duration.ofMinutes(1);

  private final Deque<Long> times = new ArrayDeque<>();

  /**
   * Whether this failure is one fence too many.
   *
   * @param now in nanoseconds of the engine's ticker
   */
  boolean tooOften(Throwable failure, long now) {
    if (!isFence(failure)) {
      return false;
    }
    times.addLast(now);
    while (now - times.getFirst() > WINDOW.toNanos()) {
      times.removeFirst();
    }
    return times.size() >= BOUND;
  }

  private static boolean isFence(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }
}
