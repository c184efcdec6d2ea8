package verdict.embedded;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stops a server of another process when this one ends without having done so. The owner comes
 * first: it may be stopping the services that still write to the server, in a shutdown hook that
 * runs beside this one.
 */
final class StopAtExit {
  /**
   * Longer than services take to drain; spent in full only by a process that forgot to close the
   * server.
   */
  private static final Duration OWNERS_TIME = Duration.ofSeconds(30);

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread hook;

  private StopAtExit(Runnable stop) {
    this.hook = new Thread(() -> awaitOwner(stop), "embedded-postgres-exit");
  }

  static StopAtExit register(Runnable stop) {
    StopAtExit exit = new StopAtExit(stop);
    Runtime.getRuntime().addShutdownHook(exit.hook);
    return exit;
  }

  /** Called once the server is stopped: there is nothing left to do at exit. */
  void cancel() {
    stopped.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs already and returns by the latch.
    }
  }

  private void awaitOwner(Runnable stop) {
    try {
      if (!stopped.await(OWNERS_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
        stop.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
