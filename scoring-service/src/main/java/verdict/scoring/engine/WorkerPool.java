package verdict.scoring.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The platform threads that decide. Their queue is bounded by what may be in flight. It is in the
 * order of reading: what is decided anew, because it took too long, comes before what was read
 * after it, whose outcomes wait for it. A thread that does not come back is replaced, up to a
 * bound. Thread-safe.
 */
final class WorkerPool implements AutoCloseable {

  /**
   * A thread that never ends cannot be ended, only left behind, where it takes processor time from
   * the others: past so many, only a new process helps.
   */
  static final int ABANDONED_BOUND = 8;

  /** Chunks, to begin with: it grows up to what may be in flight. */
  private static final int QUEUE_ROOM = 64;

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final int workers;
  private final BlockingQueue<Runnable> queue =
      new PriorityBlockingQueue<>(
          QUEUE_ROOM, Comparator.comparing(Chunk.class::cast, Chunk.READING));
  private final ThreadPoolExecutor threads;
  private final Set<Chunk> running = ConcurrentHashMap.newKeySet();
  private final Set<Chunk> abandoned = ConcurrentHashMap.newKeySet();
  private final Semaphore finished = new Semaphore(0);
  private final EngineMetrics metrics;

  /**
   * @param metrics told how long chunks wait and take
   * @param fatal told of an Error that ended a worker: only running out of memory does
   */
  WorkerPool(int workers, EngineMetrics metrics, Consumer<Throwable> fatal) {
    this.metrics = metrics;
    this.workers = workers;
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

  /** Takes a chunk that no worker has begun out of the queue. */
  void withdraw(Chunk chunk) {
    threads.remove(chunk);
  }

  /** A worker tells that a chunk is decided. */
  void finished() {
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
   * Gives up on the worker that has this chunk, and interrupts it. {@link #replenish} has another
   * one take its place until it comes back.
   *
   * @return what that worker was doing; empty if it has just come back
   */
  synchronized Optional<StackTraceElement[]> abandon(Chunk chunk) {
    Optional<StackTraceElement[]> stack = chunk.interrupt();
    if (stack.isPresent() && running.remove(chunk)) {
      abandoned.add(chunk);
    }
    return stack;
  }

  private synchronized void returned(Chunk chunk) {
    if (!running.remove(chunk) && abandoned.remove(chunk)) {
      replenish();
    }
    notifyAll();
  }

  /**
   * Waits until no worker has a chunk of these partitions, or the limit is over.
   *
   * @return of which one still has one
   */
  synchronized Set<TopicPartition> awaitReturned(
      Collection<TopicPartition> partitions, Duration limit) {
    long until = System.nanoTime() + limit.toNanos();
    try {
      long left = limit.toMillis();
      while (!atWork(partitions).isEmpty() && left > 0) {
        wait(left);
        left = (until - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return atWork(partitions);
  }

  private Set<TopicPartition> atWork(Collection<TopicPartition> partitions) {
    return running.stream()
        .map(Chunk::partition)
        .filter(partitions::contains)
        .collect(Collectors.toSet());
  }

  /** As many threads as there are workers, besides those that were given up. */
  synchronized void replenish() {
    int size = workers + Math.min(abandoned.size(), ABANDONED_BOUND);
    if (size == threads.getCorePoolSize()) {
      return;
    }
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

  /** Whether no thread is left that could decide anything. */
  boolean isSpent() {
    return abandoned.size() >= workers + ABANDONED_BOUND;
  }

  /** Threads that were given up and have not come back. */
  int abandoned() {
    return abandoned.size();
  }

  /** Workers that may decide at a time. */
  int size() {
    return workers;
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
