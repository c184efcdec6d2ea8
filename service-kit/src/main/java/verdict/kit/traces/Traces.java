package verdict.kit.traces;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.kit.BuildInfo;

/**
 * One service's traces. Off, there is no tracer, and nobody makes spans. On, finished spans wait in
 * a bounded {@link Backlog} and leave in the background: a collector that is away, refuses or hangs
 * costs spans, never a verdict. Thread-safe.
 */
public final class Traces implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Traces.class);

  /**
   * Longest time for a connection, and until an answer begins. {@link Delivery} limits the rest.
   */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(4);

  /** Longest time that closing waits for the collector to take what is left. */
  static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  private static final String SCOPE = "verdict";

  private final Optional<SdkTracerProvider> provider;
  private final MeterRegistry registry;
  private final AtomicBoolean toldOfFailure = new AtomicBoolean();

  private Traces(Optional<SdkTracerProvider> provider, MeterRegistry registry) {
    this.provider = provider;
    this.registry = registry;
  }

  /**
   * Starts the way to the collector; whether it is there shows in metrics and logs only.
   *
   * @param service as metrics and health name it
   */
  public static Traces start(TracesConfig config, String service, MeterRegistry registry) {
    return new Traces(
        config
            .endpoint()
            .map(
                to ->
                    provider(
                        () -> exporter(to), config.sample(), service, registry, System::nanoTime)),
        registry);
  }

  /** The same with exporters of one's own. */
  static Traces start(
      Supplier<SpanExporter> exporters,
      double sample,
      MeterRegistry registry,
      LongSupplier ticker) {
    return new Traces(Optional.of(provider(exporters, sample, "test", registry, ticker)), registry);
  }

  private static SpanExporter exporter(URI endpoint) {
    return OtlpHttpSpanExporter.builder()
        .setEndpoint(endpoint.toString())
        .setConnectTimeout(ANSWER_LIMIT)
        .setTimeout(ANSWER_LIMIT)
        .setRetryPolicy(null)
        .build();
  }

  private static SdkTracerProvider provider(
      Supplier<SpanExporter> exporters,
      double sample,
      String service,
      MeterRegistry registry,
      LongSupplier ticker) {
    // The first use searches the class path for a storage: now, not in an event loop.
    var unused = Context.root();
    return SdkTracerProvider.builder()
        .setResource(
            Resource.getDefault()
                .merge(
                    Resource.create(
                        Attributes.builder()
                            .put("service.name", "verdict-" + service)
                            .put("service.version", BuildInfo.version())
                            .build())))
        .setSampler(sampler(sample))
        .addSpanProcessor(Backlog.before(exporters, registry, ticker))
        .build();
  }

  /**
   * A caller who does not record keeps us from recording. One who does is asked for the share, too:
   * else a stranger decides how much is traced here. The share goes by the trace's id, so every
   * service comes to the same answer.
   */
  private static Sampler sampler(double sample) {
    Sampler share = Sampler.traceIdRatioBased(sample);
    return Sampler.parentBasedBuilder(share).setRemoteParentSampled(share).build();
  }

  /** Makes spans; empty if nothing is traced. */
  public Optional<Tracer> tracer() {
    return provider.map(sdk -> sdk.get(SCOPE, BuildInfo.version()));
  }

  /** Counts a failure of the code that makes spans, and tells of the first one. */
  public void failed(Throwable cause) {
    Delivery.counter(registry, "failed").increment();
    if (toldOfFailure.compareAndSet(false, true)) {
      LOG.atWarn().setCause(cause).log("a span could not be made; verdicts go on");
    }
  }

  /** Gives the collector a last, limited time to take what is left. */
  @Override
  public void close() {
    provider.ifPresent(sdk -> sdk.shutdown().join(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
  }
}
