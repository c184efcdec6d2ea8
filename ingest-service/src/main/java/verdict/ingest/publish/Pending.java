package verdict.ingest.publish;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One record on its way, from being handed over to its one answer. Thread-safe. */
final class Pending {

  private final ProducerRecord<String, byte[]> record;
  private final long startedNanos;
  private final AtomicBoolean settled = new AtomicBoolean();
  private final Sinks.One<Publication> answer = Sinks.one();

  Pending(ProducerRecord<String, byte[]> record, long startedNanos) {
    this.record = record;
    this.startedNanos = startedNanos;
  }

  ProducerRecord<String, byte[]> record() {
    return record;
  }

  int bytes() {
    return record.value().length;
  }

  long ageNanos(long nowNanos) {
    return nowNanos - startedNanos;
  }

  boolean isSettled() {
    return settled.get();
  }

  /** True for the one caller that may answer. */
  boolean claim() {
    return settled.compareAndSet(false, true);
  }

  /** Only by who claimed it. */
  void answer(Publication publication) {
    answer.emitValue(publication, Sinks.EmitFailureHandler.FAIL_FAST);
  }

  Mono<Publication> answer() {
    return answer.asMono();
  }
}
