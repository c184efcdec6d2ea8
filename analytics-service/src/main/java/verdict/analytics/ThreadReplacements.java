package verdict.analytics;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died, {@link #BOUND} times within {@link #WITHIN}; then the client
 * shuts down, liveness fails, and whoever supervises the process restarts it. A replaced thread's
 * open transaction is aborted, so nothing is counted twice. Thread-safe.
 */
final class ThreadReplacements implements StreamsUncaughtExceptionHandler {

  static final int BOUND = 5;
  static final Duration WITHIN = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(ThreadReplacements.class);

  private final LongSupplier nanos;
  private final Deque<Long> replacements = new ArrayDeque<>();

  ThreadReplacements(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
    long now = nanos.getAsLong();
    while (!replacements.isEmpty() && now - replacements.getFirst() > WITHIN.toNanos()) {
      replacements.removeFirst();
    }
    boolean replace = replacements.size() < BOUND && !(failure instanceof VirtualMachineError);
    if (replace) {
      replacements.addLast(now);
    }
    log.atError()
        .addKeyValue("replacements", replacements.size())
        .addKeyValue("bound", BOUND)
        .addKeyValue("within", WITHIN)
        .setCause(failure)
        .log(replace ? "a stream thread died and is replaced" : "a stream thread died for good");
    return replace
        ? StreamThreadExceptionResponse.REPLACE_THREAD
        : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }
}
