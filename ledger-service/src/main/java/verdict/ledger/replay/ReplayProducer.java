package verdict.ledger.replay;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import verdict.kit.UnreachableException;
import verdict.ledger.letters.LetterSummary;
import verdict.ledger.source.LineOffsets;
import verdict.wire.Topic;

/** The one writer of the replay topic. Confined to one thread. */
final class ReplayProducer implements AutoCloseable {

  /** The same for every replayer: the one that began last fences the others. */
  static final String TRANSACTIONAL_ID = "verdict-replayer";

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);
  private static final int TRANSACTION_TIMEOUT_MILLIS = 15_000;
  private static final int MAX_BLOCK_MILLIS = 15_000;

  /** One transaction's letters at their largest fit, so that no send has to wait for room. */
  private static final int BUFFER_BYTES =
      Replayer.TRANSACTION_LETTERS * (Topic.LETTERS.maxMessageBytes() + 1024);

  private final Producer<byte @Nullable [], byte @Nullable []> producer;
  private final String topic;
  private final int partitions;

  private ReplayProducer(
      Producer<byte @Nullable [], byte @Nullable []> producer, String topic, int partitions) {
    this.producer = producer;
    this.topic = topic;
    this.partitions = partitions;
  }

  /**
   * Fences whoever replayed before and ends its open transaction.
   *
   * @throws UnreachableException if Kafka does not answer
   */
  static ReplayProducer open(Map<String, Object> kafka, LineOffsets offsets, String topic) {
    int partitions = offsets.layout(List.of(topic)).partitions().size();
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put("transactional.id", TRANSACTIONAL_ID + suffix(topic));
    properties.put("enable.idempotence", true);
    properties.put("acks", "all");
    properties.put("transaction.timeout.ms", TRANSACTION_TIMEOUT_MILLIS);
    properties.put("max.block.ms", MAX_BLOCK_MILLIS);
    properties.put("delivery.timeout.ms", TRANSACTION_TIMEOUT_MILLIS);
    properties.put("request.timeout.ms", TRANSACTION_TIMEOUT_MILLIS / 3);
    properties.put("max.request.size", Topic.LETTERS.maxMessageBytes() * 2);
    properties.put("buffer.memory", (long) BUFFER_BYTES);
    Producer<byte @Nullable [], byte @Nullable []> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
    } catch (KafkaException e) {
      producer.close(CLOSE_WAIT);
      throw new UnreachableException(
          "Kafka did not open the replayer's transactions: " + e.getClass().getSimpleName());
    }
    return new ReplayProducer(producer, topic, partitions);
  }

  /** Lines beside the declared one, as tests have them, must not fence each other. */
  private static String suffix(String topic) {
    return topic.equals(Topic.REPLAY.topicName()) ? "" : "." + topic;
  }

  /**
   * Sends the letters in one transaction; when it returns, they are durable.
   *
   * @param before letters that this replay has sent before, for the message if it is fenced
   * @throws ReplayFencedException if another replayer has begun; then none of them was sent
   * @throws UnreachableException if Kafka does not take them; whether it has is told by the topic
   */
  void send(
      List<LetterSummary> letters,
      Map<LetterSummary, ConsumerRecord<byte[], byte[]>> originals,
      long before) {
    if (letters.isEmpty()) {
      return;
    }
    try {
      producer.beginTransaction();
      for (LetterSummary letter : letters) {
        ConsumerRecord<byte[], byte[]> original = originals.get(letter);
        if (original != null) {
          // A send that failed makes the commit throw, so its own answer tells nothing more.
          var unusedAnswer = producer.send(ReplayRecord.of(letter, original, topic, partitions));
        }
      }
      producer.commitTransaction();
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw new ReplayFencedException(before);
    } catch (KafkaException e) {
      throw failure(e, before);
    }
  }

  private static RuntimeException failure(KafkaException e, long before) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return new ReplayFencedException(before);
      }
    }
    return new UnreachableException(
        "Kafka did not take the letters ("
            + e.getClass().getSimpleName()
            + "); "
            + before
            + " were sent before. Ask again: what was sent is not sent twice");
  }

  @Override
  public void close() {
    producer.close(CLOSE_WAIT);
  }
}
