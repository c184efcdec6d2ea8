package verdict.ledger.letters;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import verdict.kit.UnreachableException;
import verdict.ledger.store.Deadline;
import verdict.wire.Coordinates;
import verdict.wire.Letter;

/**
 * Reads single letters from the letter topic by their coordinates, and looks whether they are the
 * letters asked for: a topic made again has other records at the same offsets. Asked in the order
 * of the log, it reads ahead and seldom seeks. Confined to one thread.
 */
public final class LetterFetch implements AutoCloseable {

  private static final Duration POLL_WAIT = Duration.ofMillis(200);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

  /** Records read ahead; each at most the letter topic's largest. */
  private static final int READ_AHEAD_RECORDS = 64;

  private static final int FETCH_BYTES = 4 * 1024 * 1024;

  private final Consumer<byte[], byte[]> consumer;
  private final Map<Long, ConsumerRecord<byte[], byte[]>> ahead = new HashMap<>();
  private Optional<TopicPartition> current = Optional.empty();

  private LetterFetch(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Connects lazily. */
  public static LetterFetch open(Map<String, Object> kafka) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", false);
    properties.put("auto.offset.reset", "none");
    properties.put("allow.auto.create.topics", false);
    properties.put("max.poll.records", READ_AHEAD_RECORDS);
    properties.put("fetch.max.bytes", FETCH_BYTES);
    return new LetterFetch(
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /**
   * The letter as Kafka has it.
   *
   * @return empty if the topic does not hold it any more
   * @throws UnreachableException if Kafka does not give it within {@code limit}
   */
  public Optional<ConsumerRecord<byte[], byte[]>> one(LetterSummary letter, Duration limit) {
    return at(letter.coordinates(), limit)
        .filter(
            record ->
                Letter.read(record.headers()).map(Letter::id).equals(Optional.of(letter.id())));
  }

  private Optional<ConsumerRecord<byte[], byte[]>> at(Coordinates coordinates, Duration limit) {
    TopicPartition partition = new TopicPartition(coordinates.topic(), coordinates.partition());
    if (!current.equals(Optional.of(partition))) {
      consumer.assign(List.of(partition));
      current = Optional.of(partition);
      ahead.clear();
    }
    ConsumerRecord<byte[], byte[]> known = ahead.remove(coordinates.offset());
    return known == null ? fetch(partition, coordinates, limit) : Optional.of(known);
  }

  private Optional<ConsumerRecord<byte[], byte[]>> fetch(
      TopicPartition partition, Coordinates coordinates, Duration limit) {
    Deadline deadline = Deadline.after(limit, System::nanoTime);
    ahead.clear();
    consumer.seek(partition, coordinates.offset());
    try {
      do {
        consumer.poll(POLL_WAIT).forEach(record -> ahead.put(record.offset(), record));
        ConsumerRecord<byte[], byte[]> wanted = ahead.remove(coordinates.offset());
        if (wanted != null) {
          return Optional.of(wanted);
        }
        if (consumer.position(partition) > coordinates.offset()) {
          return Optional.empty(); // the log goes on behind it, so it is gone
        }
      } while (!deadline.passed());
    } catch (OffsetOutOfRangeException e) {
      return Optional.empty();
    }
    throw new UnreachableException(
        "Kafka did not give letter " + coordinates + " within " + limit.toSeconds() + " s");
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE_WAIT));
  }
}
