package verdict.kit.traces;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands spans to the exporter, counts what became of them, and says when the collector is away and
 * when it is back. One request at a time, on the thread that brings the spans, which waits for the
 * answer. An exporter's own time limit ends with the answer's headers, so this one counts the body,
 * too: past it the exporter is closed, with its thread and connection, and another one goes on.
 *
 * <p>Confined to the thread of OpenTelemetry's batches, but for {@link #shutdown}.
 */
final class Delivery implements SpanExporter {

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** A collector that comes and goes is told of no more often than this. */
  static final Duration SILENCE = Duration.ofMinutes(5);

  private static final String AWAY = "traces do not reach the collector; verdicts go on";

  private final Supplier<SpanExporter> exporters;
  private final Duration limit;
  private final IntConsumer taken;
  private final Counter exported;
  private final Counter undelivered;
  private final LongSupplier ticker;
  private volatile SpanExporter exporter;
  private CompletableResultCode underWay = CompletableResultCode.ofSuccess();
  private boolean away;
  private boolean toldBefore;
  private long toldAt;

  /**
   * @param exporters makes one at the start, and one for each that is given up
   * @param limit longest time for one request, its answer's body included
   * @param taken told how many spans left the backlog, whatever becomes of them
   * @param ticker nanoseconds, as {@link System#nanoTime()}
   */
  Delivery(
      Supplier<SpanExporter> exporters,
      Duration limit,
      IntConsumer taken,
      MeterRegistry registry,
      LongSupplier ticker) {
    this.exporters = exporters;
    this.limit = limit;
    this.taken = taken;
    this.exported = counter(registry, "exported");
    this.undelivered = counter(registry, "undelivered");
    this.ticker = ticker;
    this.exporter = exporters.get();
  }

  static Counter counter(MeterRegistry registry, String result) {
    return Counter.builder("verdict.traces.spans")
        .description("Finished spans by what became of them")
        .tag("result", result)
        .register(registry);
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    int count = spans.size();
    taken.accept(count);
    CompletableResultCode result = answer(spans);
    if (result.isSuccess()) {
      exported.increment(count);
      back();
    } else {
      undelivered.increment(count);
      away(result.getFailureThrowable());
    }
    return result;
  }

  private CompletableResultCode answer(Collection<SpanData> spans) {
    if (!underWay.isDone()) {
      return late("an earlier request was given up and has not ended");
    }
    try {
      underWay = exporter.export(spans);
      if (underWay.join(limit.toNanos(), TimeUnit.NANOSECONDS).isDone()) {
        return underWay;
      }
      var unused = exporter.shutdown(); // interrupts the thread that reads the answer
      exporter = exporters.get();
      return late("no whole answer within " + limit);
    } catch (RuntimeException | LinkageError e) {
      return CompletableResultCode.ofExceptionalFailure(e);
    }
  }

  private static CompletableResultCode late(String why) {
    return CompletableResultCode.ofExceptionalFailure(new TimeoutException(why));
  }

  private void away(@Nullable Throwable cause) {
    long now = ticker.getAsLong();
    if (!away && (!toldBefore || now - toldAt >= SILENCE.toNanos())) {
      away = true;
      toldBefore = true;
      toldAt = now;
      // An internal class, and all that tells the status: the exception itself has no message.
      if (cause instanceof HttpExportException refusal && refusal.getResponse() != null) {
        LOG.atWarn().addKeyValue("status", refusal.getResponse().getStatusCode()).log(AWAY);
      } else {
        LOG.atWarn().setCause(cause).log(AWAY);
      }
    }
  }

  private void back() {
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
