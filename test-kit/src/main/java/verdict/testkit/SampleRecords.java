package verdict.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import verdict.wire.Codec;
import verdict.wire.LoanApplication;
import verdict.wire.Topic;

/** Applications for the shipped bundle, and every way to break one; the same again for a seed. */
public final class SampleRecords {

  private static final Codec<LoanApplication> CODEC = Codec.applications();
  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final List<String> PURPOSES =
      List.of("car_new", "car_used", "radio_tv", "business", "furniture", "education");

  /** How a record is broken. */
  public enum Flaw {
    NONE,
    RANDOM_BYTES,
    TRUNCATED,
    UNKNOWN_FINGERPRINT,
    LEFT_OVER_BYTES,
    NULL_VALUE,
    ZERO_BYTES,
    NULL_KEY,
    WRONG_KEY,
    TOO_LARGE,
    UNKNOWN_PRODUCT,
    INVALID_FIELD,
    INVALID_ATTRIBUTE
  }

  private SampleRecords() {}

  /** A decidable application; different numbers differ in id, amount, term and attributes. */
  public static LoanApplication application(int number) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("purpose", PURPOSES.get(number % PURPOSES.size()));
    attributes.put("checking_status", number % 3 == 0 ? "none" : "negative");
    attributes.put("credit_history", number % 5 == 0 ? "critical" : "existing_paid");
    attributes.put("savings", number % 2 == 0 ? "over_1000" : "under_100");
    attributes.put("employment_since", "4_to_7y");
    attributes.put("installment_rate", (long) (number % 4 + 1));
    attributes.put("age_years", (long) (20 + number % 50));
    attributes.put("telephone", number % 2 == 0);
    return LoanApplication.newBuilder()
        .setApplicationId("app-" + number)
        .setRevision(1)
        .setProduct("german-credit")
        .setApplicantRef("ref-" + number)
        .setAmountMinor(50_000L + number % 900_000)
        .setCurrency("DEM")
        .setTermMonths(6 + number % 48)
        .setSubmittedAt(NOON)
        .setReceivedAt(NOON)
        .setChannel("kafka")
        .setAttributes(attributes)
        .build();
  }

  public static byte[] bytes(LoanApplication application) {
    return CODEC.encode(application);
  }

  public static byte[] key(LoanApplication application) {
    return application.getApplicationId().getBytes(StandardCharsets.UTF_8);
  }

  /** The bytes of an application after an edit. */
  public static byte[] edited(LoanApplication application, Consumer<LoanApplication.Builder> edit) {
    LoanApplication.Builder builder = LoanApplication.newBuilder(application);
    edit.accept(builder);
    return bytes(builder.build());
  }

  /** The record of application {@code number}, broken in this way. */
  public static ProducerRecord<byte @Nullable [], byte @Nullable []> record(int number, Flaw flaw) {
    LoanApplication application = application(number);
    byte[] key = key(application);
    byte[] value = bytes(application);
    Random random = new Random(number);
    return switch (flaw) {
      case NONE -> record(key, value);
      case RANDOM_BYTES -> record(key, random(random, 200));
      case TRUNCATED -> record(key, Arrays.copyOf(value, 10 + random.nextInt(value.length - 10)));
      case UNKNOWN_FINGERPRINT -> record(key, unknownFingerprint(value));
      case LEFT_OVER_BYTES -> record(key, Arrays.copyOf(value, value.length + 3));
      case NULL_VALUE -> record(key, null);
      case ZERO_BYTES -> record(key, new byte[0]);
      case NULL_KEY -> record(null, value);
      case WRONG_KEY -> record("someone-else".getBytes(StandardCharsets.UTF_8), value);
      case TOO_LARGE -> record(key, random(random, Topic.VALUE_BOUND_BYTES + 1));
      case UNKNOWN_PRODUCT -> record(key, edited(application, a -> a.setProduct("boat-loan")));
      case INVALID_FIELD ->
          record(key, edited(application, a -> a.setTermMonths(0).setCurrency("dem")));
      case INVALID_ATTRIBUTE ->
          record(key, edited(application, a -> a.setAttributes(Map.of("purpose", "moon-flight"))));
    };
  }

  /**
   * Records numbered from {@code first}: one in five broken, each way in turn, as the seed says.
   */
  public static List<ProducerRecord<byte @Nullable [], byte @Nullable []>> mixed(
      int first, int count, long seed) {
    Random random = new Random(seed);
    Flaw[] flaws = Flaw.values();
    return IntStream.range(first, first + count)
        .mapToObj(
            number ->
                record(
                    number,
                    random.nextInt(5) == 0 ? flaws[random.nextInt(flaws.length)] : Flaw.NONE))
        .toList();
  }

  /** Decidable records only. */
  public static List<ProducerRecord<byte @Nullable [], byte @Nullable []>> good(
      int first, int count) {
    return IntStream.range(first, first + count).mapToObj(n -> record(n, Flaw.NONE)).toList();
  }

  private static ProducerRecord<byte @Nullable [], byte @Nullable []> record(
      byte @Nullable [] key, byte @Nullable [] value) {
    ProducerRecord<byte @Nullable [], byte @Nullable []> record =
        new ProducerRecord<>(Topic.APPLICATIONS.topicName(), key, value);
    record.headers().add("traceparent", "00-trace".getBytes(StandardCharsets.UTF_8));
    record.headers().add("lender", new byte[] {1, 2, 3});
    return record;
  }

  private static byte[] random(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    bytes[0] = 0;
    return bytes;
  }

  private static byte[] unknownFingerprint(byte[] value) {
    byte[] changed = value.clone();
    changed[2] ^= 0x55;
    return changed;
  }
}
