package verdict.ingest.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import verdict.ingest.bound.Bound;

/** Counts answers by operation and status. Thread-safe. */
final class RequestMetrics {

  static final String SUBMIT = "submit";
  static final String BATCH = "batch";
  static final String BATCH_LINE = "batch_line";
  static final String LOOKUP = "lookup";
  static final String OTHER = "other";

  private record Key(String operation, int status) {}

  private final MeterRegistry registry;
  private final ConcurrentMap<Key, Counter> counters = new ConcurrentHashMap<>();

  RequestMetrics(MeterRegistry registry, Bound openRequests, Bound openBytes) {
    this.registry = registry;
    Gauge.builder("verdict.ingest.requests.open", openRequests, Bound::taken)
        .description("Requests being answered")
        .register(registry);
    Gauge.builder("verdict.ingest.requests.open.bytes", openBytes, Bound::taken)
        .description("Bytes of bodies held by requests being answered")
        .register(registry);
  }

  void count(String operation, int status) {
    counters.computeIfAbsent(new Key(operation, status), this::counter).increment();
  }

  private Counter counter(Key key) {
    return Counter.builder("verdict.ingest.requests")
        .description("Answers by operation and HTTP status; each line of a batch counts")
        .tag("operation", key.operation())
        .tag("status", Integer.toString(key.status()))
        .register(registry);
  }
}
