package verdict.ledger.pointers;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** The copying's numbers. Thread-safe. */
final class PointerMetrics {

  private final AtomicLong waiting = new AtomicLong();
  private final Counter copied;
  private final Counter gone;

  PointerMetrics(MeterRegistry registry) {
    Gauge.builder("verdict.ledger.pointers.waiting", waiting, AtomicLong::get)
        .description("Pointer letters whose value the ledger has neither copied nor found gone")
        .register(registry);
    this.copied = settled(registry, "copied");
    this.gone = settled(registry, "gone");
  }

  private static Counter settled(MeterRegistry registry, String result) {
    return Counter.builder("verdict.ledger.pointers")
        .description("Values of pointer letters that were copied, or found gone for good")
        .tag("result", result)
        .register(registry);
  }

  void waiting(long letters) {
    waiting.set(letters);
  }

  void settled(Finding finding) {
    waiting.decrementAndGet();
    switch (finding) {
      case Finding.Found _found -> copied.increment();
      case Finding.Missing _missing -> gone.increment();
    }
  }
}
