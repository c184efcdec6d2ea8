package verdict.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class PendingPublishesTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final PendingPublishes pending =
      new PendingPublishes(new PublishLimits(2, 100, LIMIT, LIMIT), nanos::get);

  @Test
  void beyond_the_bound_on_records_there_is_no_place() {
    assertThat(pending.admit(record(1))).isPresent();
    assertThat(pending.admit(record(1))).isPresent();
    assertThat(pending.admit(record(1))).isEmpty();
    assertThat(pending.records()).isEqualTo(2);
  }

  @Test
  void beyond_the_bound_on_bytes_there_is_no_place_and_none_is_lost() {
    assertThat(pending.admit(record(60))).isPresent();
    assertThat(pending.admit(record(41))).isEmpty();
    assertThat(pending.records()).isEqualTo(1);
    assertThat(pending.admit(record(40))).isPresent();
    assertThat(pending.bytes()).isEqualTo(100);
  }

  @Test
  void the_first_answer_counts_and_frees_the_place() {
    Pending place = pending.admit(record(7)).orElseThrow();
    Publication accepted = new Publication.Accepted("t", 3, 4);
    assertThat(pending.settle(place, accepted)).isTrue();
    assertThat(pending.settle(place, new Publication.Unconfirmed())).isFalse();
    pending.giveUp();
    StepVerifier.create(place.answer()).expectNext(accepted).verifyComplete();
    assertThat(pending.records()).isZero();
    assertThat(pending.bytes()).isZero();
  }

  @Test
  void who_waits_too_long_is_answered_and_who_does_not_waits_on() {
    Pending old = pending.admit(record(1)).orElseThrow();
    nanos.addAndGet(LIMIT.toNanos() - 1);
    Pending young = pending.admit(record(1)).orElseThrow();
    assertThat(pending.expire()).isZero();
    nanos.addAndGet(1);
    assertThat(pending.expire()).isEqualTo(1);
    assertThat(old.isSettled()).isTrue();
    assertThat(young.isSettled()).isFalse();
    StepVerifier.create(old.answer()).expectNext(new Publication.Unconfirmed()).verifyComplete();
  }

  private static ProducerRecord<String, byte[]> record(int bytes) {
    return new ProducerRecord<>("t", "key", new byte[bytes]);
  }
}
