package verdict.system.chaos;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import verdict.testkit.SampleRecords;
import verdict.testkit.SampleRecords.Flaw;
import verdict.wire.Topic;

/** Applications, some broken, some as replays: the same again for a seed. */
final class Load implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(50);
  private static final int ONE_REPLAYED_IN = 30;

  /** Longer than any fault: what is not on the broker yet waits here. */
  private static final Duration DELIVERY_LIMIT = Duration.ofMinutes(10);

  private final KafkaProducer<byte @Nullable [], byte @Nullable []> producer;
  private final Random random;
  private final int oneBrokenIn;
  private final Pause pause;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private int sent;

  /**
   * @param oneBrokenIn of how many records one is broken
   */
  Load(String bootstrapServers, long seed, int oneBrokenIn, Pause pause) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("acks", "all");
    settings.put("linger.ms", 5);
    settings.put("max.request.size", Topic.APPLICATIONS.maxMessageBytes());
    settings.put("delivery.timeout.ms", (int) DELIVERY_LIMIT.toMillis());
    settings.put("max.block.ms", DELIVERY_LIMIT.toMillis());
    settings.put("key.serializer", ByteArraySerializer.class);
    settings.put("value.serializer", ByteArraySerializer.class);
    this.producer = new KafkaProducer<>(settings);
    this.random = new Random(seed);
    this.oneBrokenIn = oneBrokenIn;
    this.pause = pause;
  }

  /**
   * Sends until the run is over; what a stopped broker held up is made up for.
   *
   * @param rate records per second
   */
  void flow(int rate) throws InterruptedException {
    long start = System.nanoTime();
    while (!pause.isOver()) {
      long due = (System.nanoTime() - start) / 1_000_000 * rate / 1_000;
      while (sent < due && !pause.isOver()) {
        send();
      }
      pause.of(TICK);
    }
    awaitWritten();
  }

  /** Sends so many at once. */
  void backlog(int records) {
    while (sent < records) {
      send();
    }
    awaitWritten();
  }

  private void awaitWritten() {
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("an input was not written", failed);
    }
  }

  private void send() {
    Flaw[] flaws = Flaw.values();
    Flaw flaw = random.nextInt(oneBrokenIn) == 0 ? flaws[random.nextInt(flaws.length)] : Flaw.NONE;
    ProducerRecord<byte @Nullable [], byte @Nullable []> record =
        SampleRecords.record(sent++, flaw);
    Topic topic = random.nextInt(ONE_REPLAYED_IN) == 0 ? Topic.REPLAY : Topic.APPLICATIONS;
    var ignored =
        producer.send(
            new ProducerRecord<>(
                topic.topicName(), null, record.key(), record.value(), record.headers()),
            (metadata, error) -> {
              if (error == null) {
                acknowledged.incrementAndGet();
              } else {
                failure.compareAndSet(null, error);
              }
            });
  }

  long acknowledged() {
    return acknowledged.get();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
