package verdict.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Everything that a letter says about itself in its headers; its key and value are the original
 * ones. Neither {@code message} nor {@code stack} ever carries applicants' data.
 *
 * @param id UUIDv5 of the source's identity and the group
 * @param source the input record
 * @param group the consumer group that failed on it
 * @param deliveryCount attempts at the record, 1 or more
 * @param code why
 * @param errorClass the exception's class, if there was one
 * @param fingerprint {@code v1:} and 16 hexadecimal digits: letters with one cause share it
 * @param message what went wrong, for people
 * @param stack root cause first, own frames; empty without an exception
 * @param failedAt when this letter was made
 * @param firstFailedAt when the first letter of this application's replays was made
 * @param appVersion version of the scoring service
 * @param bundle the bundle in force, {@code name:version:hash}; empty if none is known
 * @param replayCount rounds of replay behind it
 * @param replayOf the letter that was replayed, if any
 * @param pointer set if the value was too large even for a letter of its own
 */
public record Letter(
    UUID id,
    Coordinates source,
    String group,
    int deliveryCount,
    ErrorCode code,
    Optional<String> errorClass,
    String fingerprint,
    String message,
    String stack,
    Instant failedAt,
    Instant firstFailedAt,
    String appVersion,
    String bundle,
    int replayCount,
    Optional<UUID> replayOf,
    Optional<Pointer> pointer) {

  /** Stands for a value that would not fit: SHA-256 in 64 hexadecimal digits, length in bytes. */
  public record Pointer(String sha256, long length) {}

  /**
   * Sets (never appends) this letter's headers; the record's own other headers stay as they are. A
   * trace of an earlier letter goes: who traces this one adds its own.
   */
  public void writeTo(Headers headers) {
    set(headers, LetterHeaders.TOPIC, source.topic());
    set(headers, LetterHeaders.PARTITION, Integer.toString(source.partition()));
    set(headers, LetterHeaders.OFFSET, Long.toString(source.offset()));
    set(headers, LetterHeaders.GROUP, group);
    set(headers, LetterHeaders.DELIVERY_COUNT, Integer.toString(deliveryCount));
    set(headers, LetterHeaders.MESSAGE, message);
    set(headers, LetterHeaders.TOPIC_ID, source.topicId().toString());
    set(headers, LetterHeaders.ID, id.toString());
    set(headers, LetterHeaders.FINGERPRINT, fingerprint);
    set(headers, LetterHeaders.ERROR_CODE, code.name());
    setOrRemove(headers, LetterHeaders.ERROR_CLASS, errorClass);
    set(headers, LetterHeaders.STAGE, code.stage().name());
    set(headers, LetterHeaders.RETRYABLE, Boolean.toString(code.retryable()));
    set(headers, LetterHeaders.STACK, stack);
    set(headers, LetterHeaders.FAILED_AT, failedAt.toString());
    set(headers, LetterHeaders.FIRST_FAILED_AT, firstFailedAt.toString());
    set(headers, LetterHeaders.APP_VERSION, appVersion);
    set(headers, LetterHeaders.BUNDLE, bundle);
    set(headers, LetterHeaders.REPLAY_COUNT, Integer.toString(replayCount));
    setOrRemove(headers, LetterHeaders.REPLAY_OF, replayOf.map(UUID::toString));
    setOrRemove(headers, LetterHeaders.VALUE_SHA256, pointer.map(Pointer::sha256));
    setOrRemove(headers, LetterHeaders.VALUE_LENGTH, pointer.map(p -> Long.toString(p.length())));
    headers.remove(LetterHeaders.TRACEPARENT);
  }

  /** Reads a letter back; empty if the headers are not those of a letter. */
  public static Optional<Letter> read(Headers headers) {
    try {
      return Optional.of(readOrThrow(headers));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Letter readOrThrow(Headers headers) {
    Coordinates source =
        new Coordinates(
            required(headers, LetterHeaders.TOPIC),
            Uuid.fromString(required(headers, LetterHeaders.TOPIC_ID)),
            Integer.parseInt(required(headers, LetterHeaders.PARTITION)),
            Long.parseLong(required(headers, LetterHeaders.OFFSET)));
    return new Letter(
        UUID.fromString(required(headers, LetterHeaders.ID)),
        source,
        required(headers, LetterHeaders.GROUP),
        Integer.parseInt(required(headers, LetterHeaders.DELIVERY_COUNT)),
        ErrorCode.valueOf(required(headers, LetterHeaders.ERROR_CODE)),
        text(headers, LetterHeaders.ERROR_CLASS),
        required(headers, LetterHeaders.FINGERPRINT),
        required(headers, LetterHeaders.MESSAGE),
        text(headers, LetterHeaders.STACK).orElse(""),
        Instant.parse(required(headers, LetterHeaders.FAILED_AT)),
        Instant.parse(required(headers, LetterHeaders.FIRST_FAILED_AT)),
        text(headers, LetterHeaders.APP_VERSION).orElse(""),
        text(headers, LetterHeaders.BUNDLE).orElse(""),
        replayCount(headers),
        replayOf(headers),
        text(headers, LetterHeaders.VALUE_SHA256)
            .map(
                sha ->
                    new Pointer(
                        sha, Long.parseLong(required(headers, LetterHeaders.VALUE_LENGTH)))));
  }

  /**
   * Rounds of replay that a record says are behind it; 0 without the header or with nonsense in it.
   */
  public static int replayCount(Headers headers) {
    return parse(headers, LetterHeaders.REPLAY_COUNT, Integer::parseInt)
        .filter(n -> n >= 0)
        .orElse(0);
  }

  /** The letter that a record says it replays. */
  public static Optional<UUID> replayOf(Headers headers) {
    return parse(headers, LetterHeaders.REPLAY_OF, UUID::fromString);
  }

  /** When the first letter behind a replayed record was made. */
  public static Optional<Instant> firstFailedAt(Headers headers) {
    return parse(headers, LetterHeaders.FIRST_FAILED_AT, Instant::parse);
  }

  private static <T> Optional<T> parse(Headers headers, String name, Function<String, T> parser) {
    return text(headers, name)
        .flatMap(
            text -> {
              try {
                return Optional.of(parser.apply(text));
              } catch (RuntimeException e) {
                return Optional.empty(); // a foreign producer's nonsense is no replay
              }
            });
  }

  private static String required(Headers headers, String name) {
    return text(headers, name)
        .orElseThrow(() -> new IllegalArgumentException("header " + name + " is missing"));
  }

  private static Optional<String> text(Headers headers, String name) {
    return Optional.ofNullable(headers.lastHeader(name))
        .map(Header::value)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private static void setOrRemove(Headers headers, String name, Optional<String> value) {
    headers.remove(name);
    value.ifPresent(text -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void set(Headers headers, String name, String value) {
    setOrRemove(headers, name, Optional.of(value));
  }
}
