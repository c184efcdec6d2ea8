package verdict.bench.scoring.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import verdict.bench.scoring.load.Arrivals;
import verdict.bench.scoring.load.Feed;
import verdict.bench.scoring.load.InputRecords;
import verdict.bench.scoring.plan.Shape;

/** One latency run: an engine under an open load that it could bear twice. */
final class LatencyRun {

  /** Of the load, before latencies count. */
  private static final Duration WARM_UP = Duration.ofSeconds(1);

  /** For an engine to answer the first record. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

  /** For the outputs of the last arrivals. */
  private static final Duration LATE_LIMIT = Duration.ofSeconds(5);

  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private final Cluster cluster;
  private final Arrivals arrivals;
  private final Duration length;

  /** Half of the latencies are at most {@code p50Millis}, 99 of a hundred {@code p99Millis}. */
  record Latency(double p50Millis, double p99Millis) {}

  LatencyRun(Cluster cluster, double perSecond, Duration length) {
    this.cluster = cluster;
    this.arrivals = new Arrivals(perSecond);
    this.length = length;
  }

  /**
   * Topics are made anew, so the engine has nothing to read but this load.
   *
   * @throws BenchmarkException if the engine fails, or does not keep up
   */
  Latency run(Worker worker, Shape shape, String group) {
    cluster.renew(true, shape.partitions());
    worker.start(group, cluster.inputId());
    cluster.awaitMembers(group, worker);
    try (Feed feed = new Feed(cluster.bootstrapServers(), new InputRecords(shape));
        Arrived arrived = new Arrived(cluster.bootstrapServers())) {
      awaitFirst(worker, feed, arrived);
      Latency latency = underLoad(worker, feed, arrived);
      worker.stop();
      return latency;
    }
  }

  /** The schedule starts when the engine works: what is done once is no latency. */
  private static void awaitFirst(Worker worker, Feed feed, Arrived arrived) {
    long until = System.nanoTime() + ANSWER_LIMIT.toNanos();
    feed.send(System.nanoTime());
    while (arrived.seen() == 0) {
      worker.check();
      arrived.poll(until); // later than anything that is sent here
      if (System.nanoTime() - until > 0) {
        throw new BenchmarkException("no answer to the first record");
      }
    }
  }

  private Latency underLoad(Worker worker, Feed feed, Arrived arrived) {
    long start = System.nanoTime();
    long from = start + WARM_UP.toNanos();
    long count = arrivals.dueBy(WARM_UP.plus(length).toNanos());
    long counted = count - arrivals.dueBy(WARM_UP.toNanos() - 1);
    AtomicBoolean wanted = new AtomicBoolean(true);
    Thread sender =
        Thread.ofPlatform()
            .name("arrivals")
            .daemon(true)
            .start(() -> feed.run(arrivals, start, count, wanted::get));
    try {
      long until = from + length.plus(LATE_LIMIT).toNanos();
      while (arrived.counted() < counted) {
        worker.check();
        arrived.poll(from);
        if (System.nanoTime() - until > 0) {
          throw new BenchmarkException(
              "does not keep up: %,d of %,d outputs after %d s more"
                  .formatted(arrived.counted(), counted, LATE_LIMIT.toSeconds()));
        }
      }
    } finally {
      wanted.set(false);
      join(sender);
    }
    return new Latency(arrived.millisAt(50), arrived.millisAt(99));
  }

  private static void join(Thread sender) {
    try {
      sender.join(END_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
