package verdict.scoring.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static verdict.scoring.evaluate.Inputs.SOURCE;
import static verdict.scoring.evaluate.Inputs.consumed;
import static verdict.scoring.evaluate.Inputs.evaluator;
import static verdict.scoring.evaluate.Inputs.lettered;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import verdict.decision.Bundle;
import verdict.testkit.SampleRecords;
import verdict.testkit.SampleRecords.Flaw;
import verdict.wire.ErrorCode;
import verdict.wire.Letter;
import verdict.wire.LetterHeaders;
import verdict.wire.LoanApplication;
import verdict.wire.Topic;

class EvaluatorTest {

  private static final LoanApplication GOOD = SampleRecords.application(7);
  private final Evaluator evaluator = evaluator(Bundle.shipped());

  static Stream<Arguments> flaws() {
    return Stream.of(
        Arguments.of(Flaw.RANDOM_BYTES, ErrorCode.UNDECODABLE),
        Arguments.of(Flaw.LEFT_OVER_BYTES, ErrorCode.UNDECODABLE),
        Arguments.of(Flaw.TRUNCATED, ErrorCode.TRUNCATED),
        Arguments.of(Flaw.UNKNOWN_FINGERPRINT, ErrorCode.UNKNOWN_SCHEMA),
        Arguments.of(Flaw.NULL_VALUE, ErrorCode.EMPTY_VALUE),
        Arguments.of(Flaw.ZERO_BYTES, ErrorCode.EMPTY_VALUE),
        Arguments.of(Flaw.NULL_KEY, ErrorCode.KEY_MISMATCH),
        Arguments.of(Flaw.WRONG_KEY, ErrorCode.KEY_MISMATCH),
        Arguments.of(Flaw.TOO_LARGE, ErrorCode.VALUE_TOO_LARGE),
        Arguments.of(Flaw.UNKNOWN_PRODUCT, ErrorCode.UNKNOWN_PRODUCT),
        Arguments.of(Flaw.INVALID_FIELD, ErrorCode.INVALID_FIELD),
        Arguments.of(Flaw.INVALID_ATTRIBUTE, ErrorCode.INVALID_ATTRIBUTE));
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void each_flaw_becomes_a_letter_with_its_code_and_the_record_unaltered(
      Flaw flaw, ErrorCode code) {
    var input = consumed(SampleRecords.record(7, flaw));
    Outcome.Lettered lettered = lettered(evaluator.evaluate(input, SOURCE));

    assertThat(lettered.letter().code()).isEqualTo(code);
    assertThat(lettered.output().topic()).isEqualTo(Topic.LETTERS.topicName());
    assertThat(lettered.output().key()).isEqualTo(input.key());
    assertThat(lettered.output().value()).isEqualTo(input.value());
    for (Header header : input.headers()) {
      assertThat(lettered.output().headers().headers(header.key())).containsExactly(header);
    }
    assertThat(Letter.read(lettered.output().headers())).contains(lettered.letter());
  }

  @ParameterizedTest
  @EnumSource(Flaw.class)
  void a_letter_has_every_header_once(Flaw flaw) {
    if (flaw == Flaw.NONE) {
      return;
    }
    var headers =
        lettered(evaluator.evaluate(consumed(SampleRecords.record(7, flaw)), SOURCE))
            .output()
            .headers();
    for (String name :
        new String[] {
          LetterHeaders.TOPIC,
          LetterHeaders.PARTITION,
          LetterHeaders.OFFSET,
          LetterHeaders.GROUP,
          LetterHeaders.DELIVERY_COUNT,
          LetterHeaders.MESSAGE,
          LetterHeaders.TOPIC_ID,
          LetterHeaders.ID,
          LetterHeaders.FINGERPRINT,
          LetterHeaders.ERROR_CODE,
          LetterHeaders.STAGE,
          LetterHeaders.RETRYABLE,
          LetterHeaders.STACK,
          LetterHeaders.FAILED_AT,
          LetterHeaders.FIRST_FAILED_AT,
          LetterHeaders.APP_VERSION,
          LetterHeaders.BUNDLE,
          LetterHeaders.REPLAY_COUNT
        }) {
      assertThat(headers.headers(name)).as(name).hasSize(1);
    }
  }

  static Stream<Arguments> invalidFields() {
    return Stream.of(
        field("revision", a -> a.setRevision(0)),
        field("product", a -> a.setProduct("has space")),
        field("applicantRef", a -> a.setApplicantRef("")),
        field("amountMinor", a -> a.setAmountMinor(0)),
        field("currency", a -> a.setCurrency("dem")),
        field("termMonths", a -> a.setTermMonths(-1)),
        field("submittedAt", a -> a.setSubmittedAt(java.time.Instant.EPOCH.minusSeconds(1))),
        field("receivedAt", a -> a.setReceivedAt(java.time.Instant.EPOCH.minusSeconds(1))),
        field("channel", a -> a.setChannel("a/b")),
        field("attributes", a -> a.setAttributes(Map.of("no good name", 1L))),
        field("attributes.age", a -> a.setAttributes(Map.of("age", Double.NaN))),
        field("amountMinor", a -> a.setAmountMinor(99_999_999_999L)),
        field("currency", a -> a.setCurrency("EUR")));
  }

  private static Arguments field(String name, Consumer<LoanApplication.Builder> edit) {
    return Arguments.of(name, edit);
  }

  @ParameterizedTest
  @MethodSource("invalidFields")
  void each_invalid_field_is_named(String field, Consumer<LoanApplication.Builder> edit) {
    Letter letter = letterOf(SampleRecords.edited(GOOD, edit));

    assertThat(letter.code()).isEqualTo(ErrorCode.INVALID_FIELD);
    assertThat(letter.message()).contains(field);
  }

  @Test
  void an_id_that_breaks_the_pattern_is_an_invalid_field_when_the_key_is_the_same() {
    byte[] value = SampleRecords.edited(GOOD, a -> a.setApplicationId("no good id"));
    var input = consumed("no good id".getBytes(StandardCharsets.UTF_8), value);

    assertThat(lettered(evaluator.evaluate(input, SOURCE)).letter().code())
        .isEqualTo(ErrorCode.INVALID_FIELD);
  }

  @Test
  void a_rule_that_fails_becomes_POLICY_FAILED_with_the_exceptions_class_and_bundle(
      @TempDir Path directory) throws IOException {
    Bundle broken = brokenBundle(directory, "int(purpose) > 3");
    Letter letter =
        lettered(evaluator(broken).evaluate(consumed(SampleRecords.record(7, Flaw.NONE)), SOURCE))
            .letter();

    assertThat(letter.code()).isEqualTo(ErrorCode.POLICY_FAILED);
    assertThat(letter.errorClass()).hasValueSatisfying(c -> assertThat(c).contains("Exception"));
    assertThat(letter.bundle()).contains(broken.hash());
    assertThat(letter.stack()).contains("verdict.decision");
  }

  @Test
  void no_letter_carries_a_value_of_the_application(@TempDir Path directory) throws IOException {
    Map<String, Object> attributes = new HashMap<>(GOOD.getAttributes());
    attributes.put("note", "zz-secret-note");
    attributes.put("purpose", "zz-secret-purpose");
    LoanApplication secret =
        LoanApplication.newBuilder(GOOD)
            .setApplicantRef("zz-secret-ref")
            .setChannel("zz-secret-channel")
            .setAmountMinor(777_123)
            .setAttributes(attributes)
            .build();
    Bundle broken = brokenBundle(directory, "int(note) > 3");

    assertSilent(lettered(evaluate(evaluator, SampleRecords.bytes(secret))));
    byte[] passing =
        SampleRecords.edited(
            secret, a -> a.setAttributes(Map.of("note", "zz-secret-note", "purpose", "car_new")));
    assertThat(lettered(evaluate(evaluator(broken), passing)).letter().code())
        .isEqualTo(ErrorCode.POLICY_FAILED);
    assertSilent(lettered(evaluate(evaluator(broken), passing)));
    assertSilent(
        lettered(
            evaluate(
                evaluator, SampleRecords.edited(secret, a -> a.setProduct("zz-secret-product")))));
    assertSilent(
        lettered(
            evaluate(
                evaluator,
                SampleRecords.edited(
                    secret, a -> a.setAttributes(Map.of("zz-secret name", "zz-secret"))))));
    assertSilent(
        lettered(
            evaluate(
                evaluator,
                SampleRecords.edited(
                    secret, a -> a.setCurrency("zz-secret").setRevision(777_123 * -1)))));
    byte[] torn = SampleRecords.bytes(secret);
    for (int length = 10; length < torn.length; length += 3) {
      assertSilent(lettered(evaluate(evaluator, Arrays.copyOf(torn, length))));
    }
  }

  @Test
  void no_bytes_at_all_get_an_exception_out_of_the_evaluator() {
    Random random = new Random(11);
    byte[] good = SampleRecords.bytes(GOOD);
    for (int round = 0; round < 20_000; round++) {
      byte[] value = good.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        value[10 + random.nextInt(value.length - 10)] = (byte) random.nextInt();
      }
      assertThat(evaluate(evaluator, value)).isNotNull();
    }
  }

  @Test
  void a_few_bytes_that_announce_gigabytes_do_not_allocate_them() throws IOException {
    byte[] header = Arrays.copyOf(SampleRecords.bytes(GOOD), 10);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (byte[] value : new byte[][] {hugeText(header), hugeMap(header), hugeMapKey(header)}) {
      evaluate(evaluator, new byte[] {1});
      long before = threads.getCurrentThreadAllocatedBytes();
      Letter letter = letterOf(value);

      assertThat(letter.code()).isIn(ErrorCode.UNDECODABLE, ErrorCode.TRUNCATED);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10 << 20);
    }
  }

  private static byte[] hugeText(byte[] header) throws IOException {
    return written(header, encoder -> encoder.writeLong(200_000_000));
  }

  private static byte[] hugeMap(byte[] header) throws IOException {
    return written(
        header,
        encoder -> {
          upToAttributes(encoder);
          encoder.writeLong(100_000_000);
          encoder.writeString("a");
          encoder.writeIndex(0);
        });
  }

  private static byte[] hugeMapKey(byte[] header) throws IOException {
    return written(
        header,
        encoder -> {
          upToAttributes(encoder);
          encoder.writeLong(1);
          encoder.writeLong(200_000_000);
        });
  }

  private static void upToAttributes(BinaryEncoder encoder) throws IOException {
    encoder.writeString("id");
    encoder.writeInt(1);
    encoder.writeString("product");
    encoder.writeString("ref");
    encoder.writeLong(1);
    encoder.writeString("DEM");
    encoder.writeInt(1);
    encoder.writeLong(1);
    encoder.writeLong(1);
    encoder.writeString("web");
  }

  private interface Writing {
    void write(BinaryEncoder encoder) throws IOException;
  }

  private static byte[] written(byte[] header, Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(header);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    writing.write(encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static void assertSilent(Outcome.Lettered lettered) {
    for (Header header : lettered.output().headers()) {
      String text = new String(header.value(), StandardCharsets.UTF_8);
      if (header.key().startsWith("dlq.") || header.key().startsWith("__dlq.")) {
        assertThat(text).as(header.key()).doesNotContain("zz-secret").doesNotContain("777123");
      }
    }
    assertThat(lettered.letter().toString()).doesNotContain("zz-secret").doesNotContain("777123");
  }

  private Letter letterOf(byte[] value) {
    return lettered(evaluate(evaluator, value)).letter();
  }

  private static Outcome evaluate(Evaluator evaluator, byte @Nullable [] value) {
    ConsumerRecord<byte @Nullable [], byte @Nullable []> input =
        consumed(SampleRecords.key(GOOD), value);
    return evaluator.evaluate(input, SOURCE);
  }

  /** The shipped bundle with one more rule, and a free text {@code note} for it. */
  private static Bundle brokenBundle(Path directory, String rule) throws IOException {
    Path shipped = Path.of("..", "bundles", "german-credit");
    for (String file : List.of("bundle.yaml", "policy.yaml", "scorecard.yaml", "baseline.yaml")) {
      Files.copy(
          shipped.resolve(file), directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Path terms = directory.resolve("bundle.yaml");
    Files.writeString(
        terms,
        Files.readString(terms)
            .replaceFirst("(?m)^attributes:$", "attributes:\n  note: {type: string}"));
    Files.writeString(
        directory.resolve("policy.yaml"),
        """
        rules:
          - {id: BROKEN, outcome: REFER, when: "%s", reasonCode: XX, reasonText: broken}
        """
            .formatted(rule));
    return Bundle.load(directory);
  }
}
