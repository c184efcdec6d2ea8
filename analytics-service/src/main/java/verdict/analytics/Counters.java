package verdict.analytics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import verdict.wire.ErrorCode;

/** What the topology counts about its own work. Thread-safe. */
final class Counters {

  private final Counter counted;
  private final Map<ErrorCode, Counter> undecodable = new EnumMap<>(ErrorCode.class);

  Counters(MeterRegistry registry) {
    counted =
        Counter.builder("verdict.analytics.decisions")
            .description("Score events counted into aggregates")
            .register(registry);
    for (ErrorCode code : ErrorCode.values()) {
      undecodable.put(
          code,
          Counter.builder("verdict.analytics.undecodable")
              .description("Records on the score topic that are no score events, skipped")
              .tag("code", code.name())
              .register(registry));
    }
  }

  void countedOne() {
    counted.increment();
  }

  void undecodable(ErrorCode code) {
    Counter counter = undecodable.get(code);
    if (counter != null) {
      counter.increment();
    }
  }

  double undecodableTotal() {
    return undecodable.values().stream().mapToDouble(Counter::count).sum();
  }

  double countedTotal() {
    return counted.count();
  }
}
