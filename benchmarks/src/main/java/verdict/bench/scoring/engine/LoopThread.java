package verdict.bench.scoring.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A thread that repeats something until it is closed, and says why if it ends by itself. */
final class LoopThread implements AutoCloseable {

  /** For the last turn and the clients' closing. */
  private static final Duration JOIN_LIMIT = Duration.ofSeconds(15);

  /** What it does; ends soon after {@code wanted} is false. */
  interface Body {
    void run(BooleanSupplier wanted);
  }

  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  LoopThread(String name, Consumer<Throwable> onFailure, Body body) {
    thread =
        Thread.ofPlatform()
            .name(name)
            .daemon(true)
            .uncaughtExceptionHandler((failed, error) -> onFailure.accept(error))
            .start(() -> body.run(() -> stop.getCount() > 0));
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      if (!thread.join(JOIN_LIMIT)) {
        throw new IllegalStateException(
            thread.getName() + " does not end: it would disturb others");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
