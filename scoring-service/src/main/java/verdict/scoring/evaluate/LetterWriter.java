package verdict.scoring.evaluate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import verdict.wire.Coordinates;
import verdict.wire.Letter;
import verdict.wire.Topic;

/**
 * Makes the letter for a record: its key, bytes and headers as they were, and what went wrong in
 * ours.
 */
final class LetterWriter {

  private static final int MESSAGE_BOUND = 1_024;

  private final String group;
  private final int letterPartitions;
  private final String appVersion;
  private final InstantSource clock;

  LetterWriter(String group, int letterPartitions, String appVersion, InstantSource clock) {
    this.group = group;
    this.letterPartitions = letterPartitions;
    this.appVersion = appVersion;
    this.clock = clock;
  }

  Outcome.Lettered write(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      Failure failure,
      String bundle) {
    Optional<Letter.Pointer> pointer = Optional.empty();
    byte[] value = input.value();
    if (value != null && tooLarge(input)) {
      // Compressed records can be larger unpacked than any topic takes.
      pointer =
          Optional.of(
              new Letter.Pointer(
                  HexFormat.of().formatHex(Fingerprint.sha256(value)), value.length));
      value = null;
    }
    Headers headers = new RecordHeaders(input.headers());
    Letter letter = letter(input.headers(), source, failure, bundle, pointer);
    letter.writeTo(headers);
    ProducerRecord<byte @Nullable [], byte @Nullable []> output =
        new ProducerRecord<>(
            Topic.LETTERS.topicName(), partition(input), null, input.key(), value, headers);
    return new Outcome.Lettered(letter, output);
  }

  private Letter letter(
      Headers input,
      Coordinates source,
      Failure failure,
      String bundle,
      Optional<Letter.Pointer> pointer) {
    boolean replayed = source.topic().equals(Topic.REPLAY.topicName());
    Instant now = clock.instant();
    return new Letter(
        source.letterId(group),
        source,
        group,
        1,
        failure.code(),
        failure.cause().map(e -> e.getClass().getName()),
        Fingerprint.of(failure),
        bounded(failure.message()),
        failure.cause().map(StackDigest::text).orElse(""),
        now,
        replayed ? Letter.firstFailedAt(input).orElse(now) : now,
        appVersion,
        bundle,
        replayed ? Letter.replayCount(input) : 0,
        replayed ? Letter.replayOf(input) : Optional.<UUID>empty(),
        pointer);
  }

  /** A keyed letter goes where its key goes; one without a key stays beside its source. */
  private @Nullable Integer partition(ConsumerRecord<byte @Nullable [], byte @Nullable []> input) {
    return input.key() == null ? Integer.valueOf(input.partition() % letterPartitions) : null;
  }

  private static boolean tooLarge(ConsumerRecord<byte @Nullable [], byte @Nullable []> input) {
    return RecordSize.of(input.key(), input.value(), input.headers())
        > Topic.LETTERS.maxMessageBytes() - Topic.HEADER_BOUND_BYTES;
  }

  private static String bounded(String message) {
    return message.length() <= MESSAGE_BOUND ? message : message.substring(0, MESSAGE_BOUND);
  }
}
