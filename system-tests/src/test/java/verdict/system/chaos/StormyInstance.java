package verdict.system.chaos;

import org.jspecify.annotations.Nullable;
import verdict.scoring.ScoringConfig;
import verdict.scoring.ScoringService;

/** An instance of the scoring service that is there or is not. Thread-safe. */
final class StormyInstance implements AutoCloseable {

  private final ScoringConfig config;
  private final Tally tally;
  private @Nullable ScoringService running;

  StormyInstance(ScoringConfig config, Tally tally) {
    this.config = config;
    this.tally = tally;
  }

  /** Starts it, or stops it. */
  synchronized void turn() {
    if (running == null) {
      running = ScoringService.start(config);
    } else {
      close();
      tally.suffered(config.instance(), Fault.STOPPED);
    }
  }

  @Override
  public synchronized void close() {
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
}
