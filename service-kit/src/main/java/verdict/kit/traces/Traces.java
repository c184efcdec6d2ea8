package verdict.kit.traces;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import verdict.kit.BuildInfo;

/**
 * One service's traces. Off, there is no tracer, and nobody makes spans. On, finished spans wait in
 * a bounded {@link Backlog} and leave in the background: a collector that is away, refuses or hangs
 * costs spans, never a verdict. Thread-safe.
 */
public final class Traces implements AutoCloseable {

  /**
   * Longest time for one request to the collector. It is not repeated: the next spans are newer.
   */
  private static final Duration EXPORT_LIMIT = Duration.ofSeconds(5);

  /** Longest time that closing waits for the collector to take what is left. */
  static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  private static final String SCOPE = "verdict";

  private final Optional<SdkTracerProvider> provider;

  private Traces(Optional<SdkTracerProvider> provider) {
    this.provider = provider;
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
                    provider(exporter(to), config.sample(), service, registry, System::nanoTime)));
  }

  /** The same with an exporter of one's own. */
  static Traces start(
      SpanExporter exporter, double sample, MeterRegistry registry, LongSupplier ticker) {
    return new Traces(Optional.of(provider(exporter, sample, "test", registry, ticker)));
  }

  private static SpanExporter exporter(URI endpoint) {
    return OtlpHttpSpanExporter.builder()
        .setEndpoint(endpoint.toString())
        .setConnectTimeout(EXPORT_LIMIT)
        .setTimeout(EXPORT_LIMIT)
        .setRetryPolicy(null)
        .build();
  }

  private static SdkTracerProvider provider(
      SpanExporter exporter,
      double sample,
      String service,
      MeterRegistry registry,
      LongSupplier ticker) {
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
        .addSpanProcessor(Backlog.before(exporter, registry, ticker))
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

  /** Gives the collector a last, limited time to take what is left. */
  @Override
  public void close() {
    provider.ifPresent(sdk -> sdk.shutdown().join(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
  }
}
