package verdict.ledger.pointers;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import verdict.kit.UnreachableException;
import verdict.ledger.source.LineOffsets;
import verdict.ledger.source.TopicLayout;
import verdict.ledger.store.Deadline;
import verdict.wire.Coordinates;
import verdict.wire.Topic;

/**
 * Reads single input records by their coordinates, one at a time. It says that one is missing only
 * if Kafka's own answers say so; whatever else goes wrong is thrown. Confined to one thread.
 */
final class SourceFetch implements AutoCloseable {

  /** How long one record may take. */
  private static final Duration FETCH_WAIT = Duration.ofSeconds(10);

  private static final Duration POLL_WAIT = Duration.ofMillis(200);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

  /**
   * One batch of records at its largest; a broker that allows larger ones sends the first whole.
   */
  private static final int FETCH_BYTES = Topic.REPLAY.maxMessageBytes();

  private final Consumer<byte[], byte[]> consumer;
  private final LineOffsets offsets;

  private SourceFetch(Consumer<byte[], byte[]> consumer, LineOffsets offsets) {
    this.consumer = consumer;
    this.offsets = offsets;
  }

  /** Connects lazily. */
  static SourceFetch open(Map<String, Object> kafka, LineOffsets offsets) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put("enable.auto.commit", false);
    properties.put("auto.offset.reset", "none");
    properties.put("allow.auto.create.topics", false);
    properties.put("max.poll.records", 1);
    properties.put("fetch.max.bytes", FETCH_BYTES);
    properties.put("max.partition.fetch.bytes", FETCH_BYTES);
    return new SourceFetch(
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        offsets);
  }

  /**
   * The value that a letter stands for.
   *
   * @param inputs the input topics as Kafka has them since the letter was known, or later
   * @throws UnreachableException if Kafka does not give it in time
   * @throws org.apache.kafka.common.KafkaException if Kafka refuses, or the record went away
   *     meanwhile
   */
  Finding find(PointerLetter letter, TopicLayout inputs) {
    if (letter.tooLarge()) {
      return new Finding.Missing(Gone.TOO_LARGE);
    }
    Coordinates source = letter.source();
    TopicIdPartition partition =
        new TopicIdPartition(
            source.topicId(), new TopicPartition(source.topic(), source.partition()));
    if (!inputs.partitions().contains(partition)) {
      return new Finding.Missing(Gone.OTHER_TOPIC);
    }
    if (source.offset() < offset(offsets.starts(List.of(partition)), partition)) {
      return new Finding.Missing(Gone.AGED_OUT);
    }
    if (source.offset() >= offset(offsets.ends(List.of(partition)), partition)) {
      return new Finding.Missing(Gone.LOST);
    }
    return fetch(partition.topicPartition(), source.offset())
        .map(ConsumerRecord::value)
        .filter(letter::standsFor)
        .<Finding>map(Finding.Found::new)
        .orElseGet(() -> new Finding.Missing(Gone.LOST));
  }

  private static long offset(Map<TopicIdPartition, Long> answer, TopicIdPartition partition) {
    Long offset = answer.get(partition);
    if (offset == null) {
      throw new UnreachableException("Kafka did not say where the log of " + partition + " lies");
    }
    return offset;
  }

  /** Empty if the log goes on behind the offset without having a record there. */
  private Optional<ConsumerRecord<byte[], byte[]>> fetch(TopicPartition partition, long offset) {
    Deadline deadline = Deadline.after(FETCH_WAIT, System::nanoTime);
    consumer.assign(List.of(partition));
    consumer.seek(partition, offset);
    do {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL_WAIT);
      if (!records.isEmpty()) {
        return Optional.of(records.iterator().next()).filter(found -> found.offset() == offset);
      }
      if (consumer.position(partition) > offset) {
        return Optional.empty();
      }
    } while (!deadline.passed());
    throw new UnreachableException(
        "Kafka did not give "
            + partition
            + "@"
            + offset
            + " within "
            + FETCH_WAIT.toSeconds()
            + " s");
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_WAIT));
  }
}
