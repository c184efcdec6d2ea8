package verdict.system.chaos;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How long a fault lasts: not longer than the run. */
final class Pause {

  private final CountDownLatch over = new CountDownLatch(1);

  /** Waits so long. @return whether the run lasted as long */
  boolean of(Duration length) throws InterruptedException {
    return !over.await(length.toNanos(), TimeUnit.NANOSECONDS);
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  /** Ends every pause, those to come too. */
  void end() {
    over.countDown();
  }
}
