package verdict.ingest.publish;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import verdict.ingest.bound.Bound;

/**
 * Every record that waits for its answer, within the bounds on records and bytes. A record leaves
 * exactly once: by the sender's result, by running out of time, or because the sender ended.
 * Thread-safe.
 */
final class PendingPublishes {

  private final Set<Pending> waiting = ConcurrentHashMap.newKeySet();
  private final Bound records;
  private final Bound bytes;
  private final Duration limit;
  private final LongSupplier ticker;

  PendingPublishes(PublishLimits limits, LongSupplier ticker) {
    this.records = new Bound(limits.inFlight());
    this.bytes = new Bound(limits.inFlightBytes());
    this.limit = limits.acknowledgement();
    this.ticker = ticker;
  }

  /** A place for one more record, or empty if a bound is reached. */
  Optional<Pending> admit(ProducerRecord<String, byte[]> record) {
    if (!records.tryTake(1)) {
      return Optional.empty();
    }
    if (!bytes.tryTake(record.value().length)) {
      records.giveBack(1);
      return Optional.empty();
    }
    Pending pending = new Pending(record, ticker.getAsLong());
    waiting.add(pending);
    return Optional.of(pending);
  }

  /** Answers a record, unless it has been answered before. */
  boolean settle(Pending pending, Publication publication) {
    if (!pending.claim()) {
      return false;
    }
    waiting.remove(pending);
    records.giveBack(1);
    bytes.giveBack(pending.bytes());
    pending.answer(publication);
    return true;
  }

  /** Answers those that have waited too long, and says how many they were. */
  int expire() {
    long now = ticker.getAsLong();
    int expired = 0;
    for (Pending pending : waiting) {
      if (pending.ageNanos(now) >= limit.toNanos()
          && settle(pending, new Publication.Unconfirmed())) {
        expired++;
      }
    }
    return expired;
  }

  /** Answers all of them: nobody else is going to. */
  void giveUp() {
    waiting.forEach(pending -> settle(pending, new Publication.Unconfirmed()));
  }

  long records() {
    return records.taken();
  }

  long bytes() {
    return bytes.taken();
  }
}
