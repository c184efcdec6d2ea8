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
  private final String appVersion;
  private final InstantSource clock;

  LetterWriter(String group, String appVersion, InstantSource clock) {
    this.group = group;
    this.appVersion = appVersion;
    this.clock = clock;
  }

  /** For a record that was looked at once. */
  Outcome.Lettered write(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      Failure failure,
      String bundle) {
    return write(input, source, failure, 1, bundle);
  }

  /** For one that nobody looks at any more, not even to see whose bundle it meant. */
  Outcome.Lettered givenUp(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      Failure failure,
      int attempts) {
    return write(input, source, failure, attempts, "");
  }

  private Outcome.Lettered write(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      Failure failure,
      int attempts,
      String bundle) {
    // A compressed record can be larger unpacked than any topic takes, in each of its parts. What
    // does not fit stays behind: a send that is refused would poison every transaction that holds
    // this record.
    StringBuilder message = new StringBuilder(bounded(failure.message()));
    Headers none = new RecordHeaders();
    byte[] key = input.key();
    if (key != null && !fits(key, null, none)) {
      key = null;
      message.append("; its key does not fit a letter");
    }
    byte[] value = input.value();
    Optional<Letter.Pointer> pointer = Optional.empty();
    if (value != null && !fits(key, value, none)) {
      pointer = Optional.of(pointerTo(value));
      value = null;
    }
    Headers headers = new RecordHeaders(input.headers());
    if (!fits(key, value, headers)) {
      headers = none;
      message.append("; its headers do not fit a letter");
    }
    Letter letter =
        letter(input.headers(), source, failure, attempts, message.toString(), bundle, pointer);
    letter.writeTo(headers);
    // A letter without a key goes where the producer puts it: the topic's width is the operator's.
    return new Outcome.Lettered(
        letter, new ProducerRecord<>(Topic.LETTERS.topicName(), null, null, key, value, headers));
  }

  private static Letter.Pointer pointerTo(byte[] value) {
    return new Letter.Pointer(HexFormat.of().formatHex(Fingerprint.sha256(value)), value.length);
  }

  private Letter letter(
      Headers input,
      Coordinates source,
      Failure failure,
      int attempts,
      String message,
      String bundle,
      Optional<Letter.Pointer> pointer) {
    boolean replayed = source.topic().equals(Topic.REPLAY.topicName());
    Instant now = clock.instant();
    return new Letter(
        source.letterId(group),
        source,
        group,
        attempts,
        failure.code(),
        failure.cause().map(e -> e.getClass().getName()),
        Fingerprint.of(failure),
        message,
        failure.cause().map(StackDigest::text).orElse(""),
        now,
        replayed ? Letter.firstFailedAt(input).orElse(now) : now,
        appVersion,
        bundle,
        replayed ? Letter.replayCount(input) : 0,
        replayed ? Letter.replayOf(input) : Optional.<UUID>empty(),
        pointer);
  }

  private static boolean fits(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    return RecordSize.of(key, value, headers)
        <= Topic.LETTERS.maxMessageBytes() - Topic.HEADER_BOUND_BYTES;
  }

  private static String bounded(String message) {
    return message.length() <= MESSAGE_BOUND ? message : message.substring(0, MESSAGE_BOUND);
  }
}
