package verdict.app.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import verdict.wire.Codec;
import verdict.wire.ErrorCode;
import verdict.wire.LoanApplication;

/**
 * Every way to break an application that bytes alone can: what HTTP refuses, and what Kafka takes
 * from anybody.
 */
public enum Breakage {
  BAD_JSON,
  MISSING_FIELDS,
  MISTYPED_FIELDS,
  OUT_OF_RANGE,
  RANDOM_BYTES,
  TRUNCATED_AVRO,
  UNKNOWN_FINGERPRINT,
  UNKNOWN_PRODUCT,
  UNSEEN_VALUE,
  BAD_FIELD,
  NULL_VALUE,
  ZERO_BYTES,
  NULL_KEY,
  WRONG_KEY,
  TOO_LARGE;

  private static final int TOO_LARGE_BYTES = 900_000;
  private static final int FINGERPRINT_BYTE = 4;

  /** Breaks a sound application. */
  Submission apply(ObjectNode sound, SplittableRandom random, Codec<LoanApplication> codec) {
    String id = sound.get("applicationId").asText();
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    return switch (this) {
      case BAD_JSON -> {
        String text = sound.toString();
        yield http(id, text.substring(0, text.length() / 2));
      }
      case MISSING_FIELDS -> {
        sound.remove("product");
        sound.remove("amountMinor");
        yield http(id, sound.toString());
      }
      case MISTYPED_FIELDS -> {
        sound.put("amountMinor", "a lot");
        sound.put("termMonths", true);
        yield http(id, sound.toString());
      }
      case OUT_OF_RANGE -> {
        sound.put("amountMinor", -1);
        sound.put("termMonths", 0);
        sound.put("currency", "marks");
        yield http(id, sound.toString());
      }
      case RANDOM_BYTES -> {
        byte[] bytes = new byte[200];
        random.nextBytes(bytes);
        bytes[0] = 'x';
        yield kafka(key, bytes, ErrorCode.UNDECODABLE);
      }
      case TRUNCATED_AVRO -> {
        byte[] whole = codec.encode(avro(sound));
        yield kafka(key, Arrays.copyOf(whole, whole.length * 2 / 3), ErrorCode.TRUNCATED);
      }
      case UNKNOWN_FINGERPRINT -> {
        byte[] whole = codec.encode(avro(sound));
        whole[FINGERPRINT_BYTE] ^= 0x55;
        yield kafka(key, whole, ErrorCode.UNKNOWN_SCHEMA);
      }
      case UNKNOWN_PRODUCT -> {
        sound.put("product", "pyramid-scheme");
        yield kafka(key, codec.encode(avro(sound)), ErrorCode.UNKNOWN_PRODUCT);
      }
      case UNSEEN_VALUE -> {
        ((ObjectNode) sound.get("attributes")).put("purpose", "space_travel");
        yield kafka(key, codec.encode(avro(sound)), ErrorCode.INVALID_ATTRIBUTE);
      }
      case BAD_FIELD -> {
        sound.put("termMonths", -7);
        yield kafka(key, codec.encode(avro(sound)), ErrorCode.INVALID_FIELD);
      }
      case NULL_VALUE -> kafka(key, null, ErrorCode.EMPTY_VALUE);
      case ZERO_BYTES -> kafka(key, new byte[0], ErrorCode.EMPTY_VALUE);
      case NULL_KEY -> kafka(null, codec.encode(avro(sound)), ErrorCode.KEY_MISMATCH);
      case WRONG_KEY ->
          kafka(
              ("not-" + id).getBytes(StandardCharsets.UTF_8),
              codec.encode(avro(sound)),
              ErrorCode.KEY_MISMATCH);
      case TOO_LARGE -> {
        ByteBuffer large = ByteBuffer.allocate(TOO_LARGE_BYTES);
        large.put(codec.encode(avro(sound)));
        yield kafka(key, large.array(), ErrorCode.VALUE_TOO_LARGE);
      }
    };
  }

  private static Submission http(String id, String body) {
    return new Submission.OverHttp(id, body);
  }

  private static Submission kafka(
      byte @Nullable [] key, byte @Nullable [] value, ErrorCode expected) {
    return new Submission.ToKafka(key, value, expected);
  }

  /** As a producer without the ingest service would encode it. */
  private static LoanApplication avro(ObjectNode body) {
    Map<String, Object> attributes = new HashMap<>();
    body.get("attributes")
        .properties()
        .forEach(
            entry ->
                attributes.put(
                    entry.getKey(),
                    switch (entry.getValue().getNodeType()) {
                      case NUMBER -> entry.getValue().numberValue().longValue();
                      case BOOLEAN -> entry.getValue().booleanValue();
                      default -> entry.getValue().asText();
                    }));
    Instant now = Instant.now();
    return new LoanApplication(
        body.get("applicationId").asText(),
        body.get("revision").asInt(),
        body.get("product").asText(),
        body.get("applicantRef").asText(),
        body.get("amountMinor").asLong(),
        body.get("currency").asText(),
        body.get("termMonths").asInt(),
        now,
        now,
        "kafka",
        attributes);
  }
}
