package verdict.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import verdict.wire.Codec;
import verdict.wire.Coordinates;
import verdict.wire.DecisionKind;
import verdict.wire.Decoding;
import verdict.wire.ErrorCode;
import verdict.wire.Letter;
import verdict.wire.LoanApplication;
import verdict.wire.LoanScore;
import verdict.wire.Topic;

/**
 * Writes outcomes and commits the group's offsets in one transaction, as the scoring service does,
 * and can be told to do it wrong. A record that does not decode becomes a letter, without its value
 * if that does not fit; one that does, a score event.
 */
public final class FakeScoring implements AutoCloseable {

  /** What to do with one record. */
  public enum Treatment {
    SCORE,
    LETTER,
    NOTHING,
    SCORE_AND_LETTER
  }

  /** Chooses the treatment of records that decode. */
  @FunctionalInterface
  public interface Choice {
    Treatment of(LoanApplication application);
  }

  private final Line line;
  private final Codec<LoanApplication> applications = Codec.applications();
  private final Codec<LoanScore> scores = Codec.scores();
  private final KafkaProducer<byte @Nullable [], byte @Nullable []> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Uuid> topicIds = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();

  FakeScoring(Line line) {
    this.line = line;
    Map<String, Object> properties = line.kafkaProperties();
    properties.put("transactional.id", line.group() + "-" + UUID.randomUUID());
    properties.put("transaction.timeout.ms", 10_000);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    Map<String, Object> reading = line.kafkaProperties();
    reading.put("group.id", line.group());
    reading.put("isolation.level", "read_committed");
    reading.put("auto.offset.reset", "earliest");
    reading.put("enable.auto.commit", false);
    this.consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    line.topics().inputs().forEach(topic -> topicIds.put(topic, line.topicId(topic)));
    consumer.assign(
        line.topics().inputs().stream()
            .flatMap(
                topic ->
                    java.util.stream.IntStream.range(0, Line.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
            .toList());
    consumer.seekToBeginning(consumer.assignment());
    consumer.assignment().forEach(partition -> next.put(partition, new OffsetAndMetadata(0)));
  }

  /** Scores everything that is on the input topics by now. */
  public void drain() {
    drain(application -> Treatment.SCORE);
  }

  /** Treats everything that is on the input topics by now. */
  public void drain(Choice choice) {
    open(choice);
    commit();
  }

  /** As {@link #drain}, but leaves the transaction open. */
  public void open(Choice choice) {
    producer.beginTransaction();
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(end -> behind(end.getKey(), end.getValue()))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        treat(record, choice);
      }
    }
    consumer
        .assignment()
        .forEach(
            partition -> next.put(partition, new OffsetAndMetadata(consumer.position(partition))));
  }

  public void commit() {
    producer.sendOffsetsToTransaction(next, consumer.groupMetadata());
    producer.commitTransaction();
  }

  private boolean behind(TopicPartition partition, long end) {
    return consumer.position(partition) < end;
  }

  private void treat(ConsumerRecord<byte[], byte[]> record, Choice choice) {
    Uuid topicId = topicIds.getOrDefault(record.topic(), Uuid.ZERO_UUID);
    Coordinates source =
        new Coordinates(record.topic(), topicId, record.partition(), record.offset());
    switch (applications.decode(record.value())) {
      case Decoding.Undecodable<LoanApplication>(ErrorCode code, String message) ->
          letter(record, source, code, message);
      case Decoding.Decoded<LoanApplication>(LoanApplication application) -> {
        switch (choice.of(application)) {
          case SCORE -> score(application, source);
          case LETTER -> letter(record, source, ErrorCode.SCORING_FAILED, "broken on purpose");
          case NOTHING -> {}
          case SCORE_AND_LETTER -> {
            score(application, source);
            letter(record, source, ErrorCode.SCORING_FAILED, "broken on purpose");
          }
        }
      }
    }
  }

  /** A score event outside of any transaction's offsets, whatever its source. */
  public void strayScore(LoanApplication application, Coordinates source) {
    producer.beginTransaction();
    score(application, source);
    producer.commitTransaction();
  }

  private void score(LoanApplication application, Coordinates source) {
    send(
        line.topics().scores(),
        application.getApplicationId().getBytes(StandardCharsets.UTF_8),
        scores.encode(Applications.score(application, source, DecisionKind.REFER)),
        new RecordHeaders());
  }

  private void letter(
      ConsumerRecord<byte[], byte[]> record, Coordinates source, ErrorCode code, String message) {
    Headers headers = new RecordHeaders(record.headers().toArray());
    boolean fits =
        record.value() == null || record.value().length <= Topic.REPLAY.maxMessageBytes();
    Instant now = Instant.parse("2026-01-02T03:04:06Z");
    new Letter(
            source.letterId(line.group()),
            source,
            line.group(),
            1,
            code,
            Optional.empty(),
            "v1:" + code,
            message,
            "",
            now,
            Letter.firstFailedAt(record.headers()).orElse(now),
            "test",
            "",
            Letter.replayCount(record.headers()),
            Letter.replayOf(record.headers()),
            fits ? Optional.empty() : Optional.of(pointerTo(record.value())))
        .writeTo(headers);
    send(line.topics().letters(), record.key(), fits ? record.value() : null, headers);
  }

  private static Letter.Pointer pointerTo(byte[] value) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(value);
      return new Letter.Pointer(HexFormat.of().formatHex(hash), value.length);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void send(String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    List<Header> list = List.of(headers.toArray());
    var unusedAnswer = producer.send(new ProducerRecord<>(topic, null, key, value, list));
  }

  /** Waits for what was sent in an open transaction to be on the broker. */
  public void flush() {
    producer.flush();
  }

  @Override
  public void close() throws ExecutionException {
    producer.close(Duration.ofSeconds(2));
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
  }
}
