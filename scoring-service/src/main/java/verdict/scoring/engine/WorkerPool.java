package verdict.scoring.engine;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The platform threads that decide. Their queue never overflows: it has room for every record that
 * may be in flight, and a chunk has at least one. Thread-safe.
 */
final class WorkerPool implements AutoCloseable {

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final ThreadPoolExecutor threads;
  private final Semaphore finished = new Semaphore(0);

  /**
   * @param queueBound most chunks that wait
   * @param fatal told of an Error that ended a worker: only running out of memory does
   */
  WorkerPool(int workers, int queueBound, Consumer<Throwable> fatal) {
    AtomicInteger number = new AtomicInteger();
    ThreadFactory factory =
        task ->
            Thread.ofPlatform()
                .name("scoring-worker-" + number.incrementAndGet())
                .daemon(true)
                .uncaughtExceptionHandler((thread, error) -> fatal.accept(error))
                .unstarted(task);
    this.threads =
        new ThreadPoolExecutor(
            workers, workers, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queueBound), factory);
    threads.prestartAllCoreThreads();
  }

  void submit(Chunk chunk) {
    threads.execute(chunk);
  }

  /** Takes a chunk that no worker has begun out of the queue. */
  void withdraw(Chunk chunk) {
    threads.remove(chunk);
  }

  /** A worker tells that a chunk is decided. */
  void finished(Chunk chunk) {
    finished.release();
  }

  /** Waits until a chunk was decided since the last call, or the limit is over. */
  void awaitFinished(Duration limit) {
    try {
      if (finished.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        finished.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int active() {
    return threads.getActiveCount();
  }

  int queued() {
    return threads.getQueue().size();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
