package verdict.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.kafka.sender.SenderOptions;
import reactor.kafka.sender.internals.ProducerFactory;
import verdict.testkit.Eventually;

@Timeout(60)
class SenderLineTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final BlockingQueue<MockProducer<String, byte[]>> made = new LinkedBlockingQueue<>();
  private final PendingPublishes pending =
      new PendingPublishes(new PublishLimits(10, 1000, LIMIT, LIMIT), System::nanoTime);
  private final SenderLine line =
      new SenderLine(
          new Mocks(),
          Map.of(),
          16,
          result ->
              pending.settle(
                  result.correlationMetadata(),
                  result.exception() == null
                      ? new Publication.Accepted("t", 0, result.recordMetadata().offset())
                      : new Publication.Unconfirmed()),
          pending::giveUp);

  @BeforeEach
  void start() throws InterruptedException {
    line.start();
  }

  @AfterEach
  void close() throws InterruptedException {
    line.close(Duration.ofSeconds(1));
  }

  @Test
  void a_record_is_answered_when_the_producer_answers_and_not_before() throws Exception {
    MockProducer<String, byte[]> producer = producer();
    Pending record = offered();
    Eventually.until(LIMIT, () -> producer.history().size() == 1);
    assertThat(record.isSettled()).isFalse();
    producer.completeNext();
    assertThat(record.answer().block(LIMIT)).isEqualTo(new Publication.Accepted("t", 0, 0));
  }

  @Test
  void one_record_that_fails_does_not_hold_up_the_next() throws Exception {
    MockProducer<String, byte[]> producer = producer();
    Pending first = offered();
    Pending second = offered();
    Eventually.until(LIMIT, () -> producer.history().size() == 2);
    producer.errorNext(new TimeoutException("for this test"));
    producer.completeNext();
    assertThat(first.answer().block(LIMIT)).isEqualTo(new Publication.Unconfirmed());
    assertThat(second.answer().block(LIMIT)).isInstanceOf(Publication.Accepted.class);
  }

  @Test
  void when_the_sender_ends_everyone_is_answered_and_a_new_one_takes_over() throws Exception {
    MockProducer<String, byte[]> broken = producer();
    Pending first = offered();
    Pending second = offered();
    Eventually.until(LIMIT, () -> broken.history().size() == 2);
    broken.errorNext(new KafkaException("for this test"));
    assertThat(first.answer().block(LIMIT)).isEqualTo(new Publication.Unconfirmed());
    assertThat(second.answer().block(LIMIT)).isEqualTo(new Publication.Unconfirmed());
    assertThat(pending.records()).isZero();

    MockProducer<String, byte[]> next = producer();
    Eventually.until(LIMIT, this::tryOffer);
    Eventually.until(LIMIT, next::completeNext);
    Eventually.until(LIMIT, () -> pending.records() == 0);
  }

  private boolean tryOffer() {
    Pending record = admitted();
    if (line.offer(record)) {
      return true;
    }
    pending.settle(record, new Publication.Closed());
    return false;
  }

  private Pending offered() {
    Pending record = admitted();
    assertThat(line.offer(record)).isTrue();
    return record;
  }

  private Pending admitted() {
    return pending.admit(new ProducerRecord<>("t", 0, "key", new byte[1])).orElseThrow();
  }

  private MockProducer<String, byte[]> producer() throws InterruptedException {
    MockProducer<String, byte[]> producer = made.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(producer).isNotNull();
    return producer;
  }

  private final class Mocks extends ProducerFactory {
    @Override
    @SuppressWarnings("unchecked") // the line under test asks for these types only
    public <K, V> Producer<K, V> createProducer(SenderOptions<K, V> options) {
      MockProducer<String, byte[]> producer =
          new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
      made.add(producer);
      return (Producer<K, V>) producer;
    }
  }
}
