package verdict.ledger.project;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/** The projection's numbers. Thread-safe. */
final class ProjectionMetrics {

  private final MeterRegistry registry;
  private final Timer batches;
  private final Counter records;
  private final ConcurrentMap<TopicPartition, AtomicLong> lag = new ConcurrentHashMap<>();

  ProjectionMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.batches =
        Timer.builder("verdict.ledger.batch")
            .description("Time to write one batch with its positions")
            .register(registry);
    this.records =
        Counter.builder("verdict.ledger.records").description("Records applied").register(registry);
  }

  void timeBatch(int size, Runnable batch) {
    batches.record(batch);
    records.increment(size);
  }

  void lag(TopicPartition partition, long behind) {
    lag.computeIfAbsent(partition, this::gauge).set(behind);
  }

  /** Records behind the stable ends, over all partitions, when last measured. */
  long totalLag() {
    return lag.values().stream().mapToLong(AtomicLong::get).sum();
  }

  private AtomicLong gauge(TopicPartition partition) {
    AtomicLong value = new AtomicLong();
    Gauge.builder("verdict.ledger.lag", value, AtomicLong::get)
        .description("Offsets between the ledger's position and the stable end of the log")
        .baseUnit("records")
        .tag("topic", partition.topic())
        .tag("partition", Integer.toString(partition.partition()))
        .register(registry);
    return value;
  }
}
