package verdict.system.chaos;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import verdict.scoring.ScoringConfig;
import verdict.scoring.ScoringService;

/** An instance of the scoring service that is there or is not. Thread-safe. */
final class StormyInstance implements AutoCloseable {

  private final ScoringConfig config;
  private final FaultTally tally;
  private final ReentrantLock turning = new ReentrantLock();
  private @Nullable ScoringService running;

  StormyInstance(ScoringConfig config, FaultTally tally) {
    this.config = config;
    this.tally = tally;
  }

  /** Whether it is starting or stopping right now. */
  boolean isTurning() {
    return turning.isLocked();
  }

  /**
   * Starts it, or stops it if it may be stopped; does nothing while it does so already, or when the
   * storm is over.
   */
  void turn(Pause storm, boolean mayStop) {
    if (!turning.tryLock()) {
      return;
    }
    try {
      if (storm.isOver()) {
        return;
      }
      if (running == null) {
        running = ScoringService.start(config);
      } else if (mayStop) {
        stop();
        tally.suffered(config.instance(), Fault.STOPPED);
      } else {
        tally.spared(config.instance());
      }
    } finally {
      turning.unlock();
    }
  }

  private void stop() {
    ScoringService service = running;
    if (service == null) {
      return;
    }
    running = null;
    if (service.failure().isDone()) {
      tally.problem(config.instance() + " ended by itself: " + service.failure().join());
    }
    service.close();
  }

  @Override
  public void close() {
    turning.lock();
    try {
      stop();
    } finally {
      turning.unlock();
    }
  }
}
