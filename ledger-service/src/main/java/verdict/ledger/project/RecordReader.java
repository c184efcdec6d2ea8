package verdict.ledger.project;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import verdict.ledger.source.LedgerTopics;
import verdict.ledger.store.Positions;
import verdict.ledger.store.Storable;
import verdict.wire.Codec;
import verdict.wire.Coordinates;
import verdict.wire.Decoding;
import verdict.wire.Letter;
import verdict.wire.LoanApplication;
import verdict.wire.LoanScore;

/** Turns records into rows; total: whatever the bytes, it gives a row. Confined to one thread. */
final class RecordReader {

  /** A reason's text is the bundle's; a foreign event's is cut. */
  private static final int REASON_BOUND = 512;

  private final LedgerTopics topics;
  private final Map<TopicPartition, UUID> topicIds;
  private final Codec<LoanApplication> applications = Codec.applications();
  private final Codec<LoanScore> scores = Codec.scores();
  private final ObjectMapper json = new ObjectMapper();

  RecordReader(LedgerTopics topics, Iterable<TopicIdPartition> partitions) {
    this.topics = topics;
    this.topicIds =
        java.util.stream.StreamSupport.stream(partitions.spliterator(), false)
            .collect(
                Collectors.toUnmodifiableMap(
                    TopicIdPartition::topicPartition, p -> Positions.uuid(p.topicId())));
  }

  Batch read(ConsumerRecords<byte[], byte[]> records) {
    Batch batch = new Batch();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Place place = place(record);
      if (topics.inputs().contains(record.topic())) {
        batch.inputs.add(
            InputRow.of(place, record, record.topic().equals(topics.replay()), applications));
      } else if (record.topic().equals(topics.scores())) {
        readScore(place, record, batch);
      } else {
        readLetter(place, record, batch);
      }
    }
    return batch;
  }

  private Place place(ConsumerRecord<byte[], byte[]> record) {
    UUID topicId = topicIds.get(new TopicPartition(record.topic(), record.partition()));
    if (topicId == null) {
      throw new IllegalStateException("a record of a partition that was not assigned");
    }
    return new Place(topicId, record.partition(), record.offset());
  }

  private void readScore(Place place, ConsumerRecord<byte[], byte[]> record, Batch batch) {
    switch (scores.decode(record.value())) {
      case Decoding.Undecodable<LoanScore>(var code, String message) ->
          batch.problems.add(problem(place, record, "no score event: " + code + ", " + message));
      case Decoding.Decoded<LoanScore>(LoanScore score) -> {
        Optional<Coordinates> source = parsed(score, s -> Coordinates.of(s.getSource()));
        if (source.isEmpty()) {
          batch.problems.add(problem(place, record, "a score event without usable source"));
        } else {
          batch.scores.add(row(place, record, score, source.get()));
        }
      }
    }
  }

  private ScoreRow row(
      Place place, ConsumerRecord<byte[], byte[]> record, LoanScore score, Coordinates source) {
    ArrayNode reasons = json.createArrayNode();
    score
        .getReasons()
        .forEach(
            reason ->
                reasons
                    .addObject()
                    .put("rank", reason.getRank())
                    .put("code", Storable.text(reason.getCode(), REASON_BOUND))
                    .put("text", Storable.text(reason.getText(), REASON_BOUND)));
    ArrayNode hits = json.createArrayNode();
    score
        .getPolicyHits()
        .forEach(
            hit ->
                hits.addObject()
                    .put("ruleId", Storable.text(hit.getRuleId(), REASON_BOUND))
                    .put("outcome", hit.getOutcome().name())
                    .put("reasonCode", Storable.text(hit.getReasonCode(), REASON_BOUND)));
    UUID replayOf =
        Optional.ofNullable(score.getReplayOf())
            .flatMap(text -> parsed(text, UUID::fromString))
            .orElse(null);
    return new ScoreRow(
        place, record.topic(), source, score, reasons.toString(), hits.toString(), replayOf);
  }

  private void readLetter(Place place, ConsumerRecord<byte[], byte[]> record, Batch batch) {
    Optional<Letter> letter = Letter.read(record.headers());
    if (letter.isEmpty()) {
      batch.problems.add(problem(place, record, "no letter: a header is missing or malformed"));
      return;
    }
    byte[] value = record.value();
    batch.letters.add(
        new LetterRow(
            place,
            record.topic(),
            letter.get(),
            value == null ? null : value.length,
            RecordText.id(record.key()),
            claim(value)));
  }

  private InputRow.@Nullable Claim claim(byte @Nullable [] value) {
    return switch (RecordText.decode(applications, value)) {
      case Decoding.Decoded<LoanApplication>(LoanApplication application) ->
          InputRow.Claim.of(application).orElse(null);
      case Decoding.Undecodable<LoanApplication> _undecodable -> null;
    };
  }

  private static ProblemRow problem(
      Place place, ConsumerRecord<byte[], byte[]> record, String problem) {
    return new ProblemRow(place, record.topic(), Storable.timestamp(record.timestamp()), problem);
  }

  /** What a foreign producer wrote may be anything: unparseable is an answer, not a failure. */
  private static <T, R> Optional<R> parsed(T value, Function<T, R> parser) {
    try {
      return Optional.of(parser.apply(value));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
