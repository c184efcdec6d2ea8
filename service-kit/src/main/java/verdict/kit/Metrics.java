package verdict.kit;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
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
    PrometheusMeterRegistry registry = new ClosingRegistry();
    registry.config().commonTags("service", service);
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
