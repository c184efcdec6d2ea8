package verdict.scoring.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The platform threads that decide. Their queue never overflows: it has room for every record that
 * may be in flight, and a chunk has at least one. A thread that does not come back is replaced, up
 * to a bound. Thread-safe.
 */
final class WorkerPool implements AutoCloseable {

  /**
   * A thread that never ends cannot be ended, only left behind, where it takes processor time from
   * the others: past so many, only a new process helps.
   */
  static final int ABANDONED_BOUND = 8;

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final int workers;
  private final LinkedBlockingDeque<Runnable> queue;
  private final ThreadPoolExecutor threads;
  private final Set<Chunk> running = ConcurrentHashMap.newKeySet();
  private final Set<Chunk> abandoned = ConcurrentHashMap.newKeySet();
  private final Semaphore finished = new Semaphore(0);
  private final EngineMetrics metrics;

  /**
   * @param queueBound most chunks that wait
   * @param metrics told how long chunks wait and take
   * @param fatal told of an Error that ended a worker: only running out of memory does
   */
  WorkerPool(int workers, int queueBound, EngineMetrics metrics, Consumer<Throwable> fatal) {
    this.metrics = metrics;
    this.workers = workers;
    this.queue = new LinkedBlockingDeque<>(queueBound);
    AtomicInteger number = new AtomicInteger();
    ThreadFactory factory =
        task ->
            Thread.ofPlatform()
                .name("scoring-worker-" + number.incrementAndGet())
                .daemon(true)
                .uncaughtExceptionHandler((thread, error) -> fatal.accept(error))
                .unstarted(task);
    this.threads = new Threads(factory);
    threads.prestartAllCoreThreads();
  }

  /** Knows which chunks its threads have. */
  private final class Threads extends ThreadPoolExecutor {

    Threads(ThreadFactory factory) {
      super(workers, workers, 0, TimeUnit.SECONDS, queue, factory);
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
      Chunk chunk = (Chunk) task;
      metrics.waited(chunk.begun());
      running.add(chunk);
    }

    @Override
    protected void afterExecute(Runnable task, Throwable error) {
      Chunk chunk = (Chunk) task;
      metrics.computed(chunk.ended());
      returned(chunk);
    }
  }

  void submit(Chunk chunk) {
    chunk.queued();
    threads.execute(chunk);
  }

  /** For chunks that others wait for: before everything that is queued, in this order. */
  void submitFirst(List<Chunk> chunks) {
    for (Chunk chunk : chunks.reversed()) {
      chunk.queued();
      queue.addFirst(chunk);
    }
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

  /** What the workers have, but for what was given up. A snapshot in effect. */
  Collection<Chunk> running() {
    return running;
  }

  /**
   * Gives up on the worker that has this chunk: interrupts it, and has another one take its place
   * until it comes back.
   *
   * @return what that worker was doing; empty if it has just come back
   */
  synchronized Optional<StackTraceElement[]> abandon(Chunk chunk) {
    Optional<StackTraceElement[]> stack = chunk.interrupt();
    if (stack.isPresent() && running.remove(chunk)) {
      abandoned.add(chunk);
      resize();
    }
    return stack;
  }

  private void returned(Chunk chunk) {
    if (!running.remove(chunk)) {
      comeBack(chunk);
    }
  }

  private synchronized void comeBack(Chunk chunk) {
    if (abandoned.remove(chunk)) {
      resize();
    }
  }

  private void resize() {
    int size = workers + Math.min(abandoned.size(), ABANDONED_BOUND);
    if (size > threads.getMaximumPoolSize()) {
      threads.setMaximumPoolSize(size);
      threads.setCorePoolSize(size);
      threads.prestartAllCoreThreads();
    } else {
      threads.setCorePoolSize(size);
      threads.setMaximumPoolSize(size);
    }
  }

  /** Whether so many threads are left behind that only a new process helps. */
  boolean isExhausted() {
    return abandoned.size() > ABANDONED_BOUND;
  }

  /** Threads that were given up and have not come back. */
  int abandoned() {
    return abandoned.size();
  }

  int active() {
    return threads.getActiveCount() - abandoned.size();
  }

  int queued() {
    return queue.size();
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
