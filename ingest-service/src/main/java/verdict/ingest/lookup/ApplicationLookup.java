package verdict.ingest.lookup;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Finds the newest revision of an application. As many threads as connections, a bounded queue
 * before them, and whoever waited too long in it is refused without touching the database.
 * Thread-safe; {@link #find} never blocks.
 */
public final class ApplicationLookup implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ApplicationLookup.class);

  private final LookupLimits limits;
  private final LongSupplier ticker;
  private final HikariDataSource pool;
  private final StatusView view;
  private final ThreadPoolExecutor threads;
  private final AtomicBoolean reachable = new AtomicBoolean(true);

  /**
   * Opens the pool; the database need not be there.
   *
   * @param ticker nanoseconds, as {@link System#nanoTime()}
   */
  public ApplicationLookup(
      Database database, LookupLimits limits, LongSupplier ticker, MeterRegistry registry) {
    this.limits = limits;
    this.ticker = ticker;
    this.pool = ConnectionPool.open(database, limits, registry);
    this.view = new StatusView(pool, limits.statement());
    this.threads =
        new ThreadPoolExecutor(
            limits.poolSize(),
            limits.poolSize(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(limits.queue()),
            Thread.ofPlatform().name("verdict-ingest-lookup-", 0).daemon().factory());
    Gauge.builder("verdict.ingest.lookups.waiting", threads, pool -> pool.getQueue().size())
        .description("Lookups that wait for a thread")
        .register(registry);
  }

  /** Where an application stands; a mono that does not fail. */
  public Mono<LookupAnswer> find(String applicationId) {
    return Mono.create(
        sink -> {
          long queued = ticker.getAsLong();
          try {
            threads.execute(() -> answer(applicationId, queued, sink));
          } catch (RejectedExecutionException full) {
            sink.success(new LookupAnswer.Busy());
          }
        });
  }

  /** Whether the database answered when it was last asked. */
  public boolean reachable() {
    return reachable.get();
  }

  /** Ends at once; lookups under way get no answer. */
  @Override
  public void close() {
    threads.shutdownNow();
    pool.close();
  }

  private void answer(String applicationId, long queued, MonoSink<LookupAnswer> sink) {
    if (ticker.getAsLong() - queued > limits.waiting().toNanos()) {
      sink.success(new LookupAnswer.Busy());
      return;
    }
    try {
      LookupAnswer answer =
          view.newest(applicationId)
              .<LookupAnswer>map(LookupAnswer.Found::new)
              .orElseGet(LookupAnswer.Unknown::new);
      reachable.set(true);
      sink.success(answer);
    } catch (SQLException e) {
      failed(e);
      sink.success(new LookupAnswer.Unavailable());
    } catch (RuntimeException e) {
      sink.error(e);
    }
  }

  private void failed(SQLException failure) {
    if (reachable.getAndSet(false)) {
      LOG.atWarn()
          .addKeyValue("sqlState", failure.getSQLState())
          .addKeyValue("class", failure.getClass().getSimpleName())
          .log("the database does not answer lookups");
    }
  }
}
