package verdict.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodecTest {

  private static final long SEED = 7;

  private final Codec<LoanApplication> codec = Codec.applications();

  @Test
  void what_was_encoded_is_decoded() {
    LoanApplication application = application();

    assertThat(codec.decode(codec.encode(application)))
        .isEqualTo(new Decoding.Decoded<>(application));
  }

  @Test
  void null_and_zero_bytes_are_EMPTY_VALUE() {
    assertThat(codeOf(null)).isEqualTo(ErrorCode.EMPTY_VALUE);
    assertThat(codeOf(new byte[0])).isEqualTo(ErrorCode.EMPTY_VALUE);
  }

  @Test
  void bytes_without_the_marker_are_UNDECODABLE() {
    assertThat(codeOf("{\"applicationId\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isEqualTo(ErrorCode.UNDECODABLE);
  }

  @Test
  void every_cut_is_TRUNCATED() {
    byte[] whole = codec.encode(application());
    for (int length = 1; length < whole.length; length++) {
      assertThat(codeOf(Arrays.copyOf(whole, length)))
          .as("cut at %d", length)
          .isEqualTo(ErrorCode.TRUNCATED);
    }
  }

  @Test
  void bytes_left_over_are_UNDECODABLE() {
    byte[] whole = codec.encode(application());

    assertThat(codeOf(Arrays.copyOf(whole, whole.length + 1))).isEqualTo(ErrorCode.UNDECODABLE);
  }

  @Test
  void a_fingerprint_that_was_never_released_is_UNKNOWN_SCHEMA() {
    byte[] whole = codec.encode(application());
    whole[5] ^= 1;

    assertThat(codeOf(whole)).isEqualTo(ErrorCode.UNKNOWN_SCHEMA);
  }

  @Test
  void no_damage_makes_the_decoder_throw_or_ask_for_much_memory() {
    Random random = new Random(SEED);
    byte[] whole = codec.encode(application());
    for (int round = 0; round < 100_000; round++) {
      byte[] damaged = whole.clone();
      for (int hits = random.nextInt(4) + 1; hits > 0; hits--) {
        damaged[10 + random.nextInt(damaged.length - 10)] = (byte) random.nextInt();
      }
      assertThat(codec.decode(damaged)).isNotNull();
    }
  }

  @Test
  void a_message_never_quotes_the_value() {
    LoanApplication application = application();
    byte[] whole = codec.encode(application);
    for (int length = 1; length < whole.length; length++) {
      if (codec.decode(Arrays.copyOf(whole, length))
          instanceof Decoding.Undecodable<LoanApplication> undecodable) {
        assertThat(undecodable.message()).doesNotContain("app-1").doesNotContain("ref-1");
      }
    }
  }

  private ErrorCode codeOf(byte @org.jspecify.annotations.Nullable [] bytes) {
    return codec.decode(bytes) instanceof Decoding.Undecodable<LoanApplication> undecodable
        ? undecodable.code()
        : org.junit.jupiter.api.Assertions.fail("decoded");
  }

  static LoanApplication application() {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("purpose", "radio_tv");
    attributes.put("age_years", 67L);
    attributes.put("rate", 1.5);
    attributes.put("telephone", true);
    attributes.put("unknown", null);
    return LoanApplication.newBuilder()
        .setApplicationId("app-1")
        .setRevision(1)
        .setProduct("german-credit")
        .setApplicantRef("ref-1")
        .setAmountMinor(116_900)
        .setCurrency("DEM")
        .setTermMonths(6)
        .setSubmittedAt(Instant.parse("2026-01-02T03:04:05.678Z"))
        .setReceivedAt(Instant.parse("2026-01-02T03:04:06.789Z"))
        .setChannel("web")
        .setAttributes(attributes)
        .build();
  }
}
