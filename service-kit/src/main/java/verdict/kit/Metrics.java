package verdict.kit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Where a service's numbers are kept for Prometheus. */
public final class Metrics {
  private Metrics() {}

  /**
   * A new registry with the tag {@code service} on every meter, and the JVM's memory, collections,
   * threads and processor in it. Close it with the service: it listens to the garbage collector
   * until then.
   */
  public static PrometheusMeterRegistry registry(String service) {
    ClosingRegistry registry = new ClosingRegistry();
    registry.config().commonTags("service", service);
    registry.collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    Gauge.builder("verdict.build.info", () -> 1)
        .description("Always 1; the tag says which build runs.")
        .tag("version", BuildInfo.version())
        .register(registry);
    return registry;
  }

  private static final class ClosingRegistry extends PrometheusMeterRegistry {
    private final JvmGcMetrics collections = new JvmGcMetrics();

    ClosingRegistry() {
      super(PrometheusConfig.DEFAULT);
    }

    @Override
    public void close() {
      collections.close();
      super.close();
    }
  }
}
