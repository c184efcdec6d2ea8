package verdict.bench.scoring.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends an open load: each record when it is due, however long the ones before it take. */
public final class Feed implements AutoCloseable {

  private final KafkaProducer<byte @Nullable [], byte @Nullable []> producer;
  private final InputRecords records;

  public Feed(String bootstrapServers, InputRecords records) {
    // No linger: whoever sends one application does not wait for more.
    this.producer = new KafkaProducer<>(Preload.producer(bootstrapServers, 0));
    this.records = records;
  }

  /** Sends one record now, meant for {@code intended}. */
  @SuppressWarnings("FutureReturnValueIgnored") // one that is lost does not arrive, which is seen
  public void send(long intended) {
    ProducerRecord<byte @Nullable [], byte @Nullable []> record = records.next();
    record.headers().add(Stamp.HEADER, Stamp.write(intended));
    producer.send(record);
  }

  /**
   * Sends on schedule.
   *
   * @param start of the schedule, as {@link System#nanoTime} says it
   * @param count how many
   */
  public void run(Arrivals arrivals, long start, long count, BooleanSupplier wanted) {
    long sent = 0;
    while (sent < count && wanted.getAsBoolean()) {
      long due = Math.min(count, arrivals.dueBy(System.nanoTime() - start));
      for (; sent < due; sent++) {
        send(start + arrivals.intended(sent));
      }
      long wait = start + arrivals.intended(sent) - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
