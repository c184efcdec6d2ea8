package verdict.kit.traces;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands spans to the exporter, counts what became of them, and says when the collector is away and
 * when it is back. Thread-safe.
 */
final class Delivery implements SpanExporter {

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** A collector that comes and goes is told of no more often than this. */
  static final Duration SILENCE = Duration.ofMinutes(5);

  private final SpanExporter exporter;
  private final IntConsumer taken;
  private final Counter exported;
  private final Counter undelivered;
  private final LongSupplier ticker;
  private boolean away;
  private boolean toldBefore;
  private long toldAt;

  /**
   * @param taken told how many spans left the backlog, whatever becomes of them
   * @param ticker nanoseconds, as {@link System#nanoTime()}
   */
  Delivery(SpanExporter exporter, IntConsumer taken, MeterRegistry registry, LongSupplier ticker) {
    this.exporter = exporter;
    this.taken = taken;
    this.exported = counter(registry, "exported");
    this.undelivered = counter(registry, "undelivered");
    this.ticker = ticker;
  }

  static Counter counter(MeterRegistry registry, String result) {
    return Counter.builder("verdict.traces.spans")
        .description("Finished spans by what became of them")
        .tag("result", result)
        .register(registry);
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    int count = spans.size(); // the collection is used again once this is answered
    taken.accept(count);
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(() -> answered(count, result));
  }

  private void answered(int spans, CompletableResultCode result) {
    if (result.isSuccess()) {
      exported.increment(spans);
      back();
    } else {
      undelivered.increment(spans);
      away(result.getFailureThrowable());
    }
  }

  private synchronized void away(@Nullable Throwable cause) {
    long now = ticker.getAsLong();
    if (!away && (!toldBefore || now - toldAt >= SILENCE.toNanos())) {
      away = true;
      toldBefore = true;
      toldAt = now;
      LOG.atWarn().setCause(cause).log("traces do not reach the collector; verdicts go on");
    }
  }

  private synchronized void back() {
    if (away) {
      away = false;
      LOG.atInfo().log("traces reach the collector again");
    }
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
