package verdict.kit.traces;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Finished spans that wait for their export. Never blocks who finishes a span: past the bound the
 * span is dropped and counted. OpenTelemetry's own processor has a bound, too, but tells the count
 * only to OpenTelemetry's metrics; with room for all that is let in here, it never drops.
 * Thread-safe.
 */
final class Backlog implements SpanProcessor {

  /** Most spans that wait; some megabytes. */
  static final int BOUND = 4_096;

  private static final int BATCH_BOUND = 512;

  /** Longest time that a span waits for others to go with. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /**
   * Longest time for one request to the collector. It is not repeated: the next spans are newer.
   */
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);

  private final Semaphore room;
  private final Counter dropped;
  private final SpanProcessor batches;

  private Backlog(Semaphore room, Counter dropped, SpanProcessor batches) {
    this.room = room;
    this.dropped = dropped;
    this.batches = batches;
  }

  static Backlog before(
      Supplier<SpanExporter> exporters, MeterRegistry registry, LongSupplier ticker) {
    Semaphore room = new Semaphore(BOUND);
    return new Backlog(
        room,
        Delivery.counter(registry, "dropped"),
        BatchSpanProcessor.builder(
                new Delivery(exporters, REQUEST_LIMIT, room::release, registry, ticker))
            .setMaxQueueSize(BOUND)
            .setMaxExportBatchSize(BATCH_BOUND)
            .setScheduleDelay(PAUSE)
            .build());
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (room.tryAcquire()) {
      batches.onEnd(span);
    } else {
      dropped.increment();
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public CompletableResultCode forceFlush() {
    return batches.forceFlush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return batches.shutdown();
  }
}
