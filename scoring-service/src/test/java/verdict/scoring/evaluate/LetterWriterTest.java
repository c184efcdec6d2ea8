package verdict.scoring.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static verdict.scoring.evaluate.Inputs.NOW;
import static verdict.scoring.evaluate.Inputs.REPLAYED;
import static verdict.scoring.evaluate.Inputs.SOURCE;
import static verdict.scoring.evaluate.Inputs.consumed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import verdict.wire.Coordinates;
import verdict.wire.ErrorCode;
import verdict.wire.Letter;
import verdict.wire.LetterHeaders;
import verdict.wire.Topic;

class LetterWriterTest {

  private static final Failure EMPTY = Failure.of(ErrorCode.EMPTY_VALUE, "value", "it is empty");
  private static final byte[] KEY = bytes("key");
  private static final UUID EARLIER = UUID.fromString("00000000-0000-5000-8000-000000000001");
  private static final int BEYOND = Topic.LETTERS.maxMessageBytes();

  private final LetterWriter writer =
      new LetterWriter("the-group", "1.2.3", InstantSource.fixed(NOW));

  @Test
  void a_letter_says_everything_about_its_source_and_its_failure() {
    Letter letter = write(SOURCE, KEY, bytes("value"), new RecordHeaders()).letter();

    assertThat(letter)
        .isEqualTo(
            new Letter(
                SOURCE.letterId("the-group"),
                SOURCE,
                "the-group",
                1,
                ErrorCode.EMPTY_VALUE,
                Optional.empty(),
                Fingerprint.of(EMPTY),
                "it is empty",
                "",
                NOW,
                NOW,
                "1.2.3",
                "bundle:1:hash",
                0,
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void replay_headers_are_believed_on_the_replay_topic() {
    Letter letter = write(REPLAYED, KEY, bytes("value"), replayHeaders()).letter();

    assertThat(letter.replayCount()).isEqualTo(2);
    assertThat(letter.replayOf()).contains(EARLIER);
    assertThat(letter.firstFailedAt()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void replay_headers_are_a_foreign_producers_invention_on_any_other_topic() {
    Outcome.Lettered lettered = write(SOURCE, KEY, bytes("value"), replayHeaders());

    assertThat(lettered.letter().replayCount()).isZero();
    assertThat(lettered.letter().replayOf()).isEmpty();
    assertThat(lettered.letter().firstFailedAt()).isEqualTo(NOW);
    assertThat(lettered.output().headers().lastHeader(LetterHeaders.REPLAY_OF)).isNull();
    assertThat(lettered.output().headers().headers(LetterHeaders.REPLAY_COUNT)).hasSize(1);
  }

  @Test
  void writing_a_letter_leaves_the_inputs_own_headers_alone() {
    Headers headers = replayHeaders();
    write(SOURCE, KEY, bytes("value"), headers);

    assertThat(headers).isEqualTo(replayHeaders());
  }

  @Test
  void a_value_that_fits_no_letter_becomes_a_pointer_to_it() {
    byte[] value = new byte[BEYOND];
    Outcome.Lettered lettered = write(SOURCE, KEY, value, lender());

    assertThat(lettered.letter().pointer())
        .contains(
            new Letter.Pointer(HexFormat.of().formatHex(Fingerprint.sha256(value)), value.length));
    assertThat(lettered.output().value()).isNull();
    assertThat(lettered.output().key()).isEqualTo(KEY);
    assertThat(lettered.output().headers().lastHeader("lender")).isNotNull();
    assertThat(Letter.read(lettered.output().headers())).contains(lettered.letter());
  }

  @Test
  void a_value_that_just_fits_stays() {
    byte[] value = new byte[Topic.APPLICATIONS.maxMessageBytes() - 1_000];
    Outcome.Lettered lettered = write(SOURCE, KEY, value, lender());

    assertThat(lettered.letter().pointer()).isEmpty();
    assertThat(lettered.output().value()).isEqualTo(value);
  }

  @Test
  void headers_that_fit_no_letter_stay_behind_and_the_letter_says_so() {
    Headers headers = lender().add("filler", new byte[BEYOND]);
    Outcome.Lettered lettered = write(SOURCE, KEY, bytes("value"), headers);

    assertThat(lettered.output().value()).isEqualTo(bytes("value"));
    assertThat(lettered.output().headers().lastHeader("filler")).isNull();
    assertThat(lettered.letter().message()).contains("headers do not fit");
    assertFits(lettered);
  }

  @Test
  void a_key_that_fits_no_letter_stays_behind_and_the_letter_says_so() {
    Outcome.Lettered lettered =
        write(SOURCE, new byte[BEYOND], new byte[BEYOND], lender().add("f", new byte[BEYOND]));

    assertThat(lettered.output().key()).isNull();
    assertThat(lettered.output().value()).isNull();
    assertThat(lettered.letter().pointer()).isPresent();
    assertThat(lettered.letter().message()).contains("key does not fit");
    assertFits(lettered);
  }

  @Test
  void our_headers_stay_within_their_bound_whatever_failed() {
    Throwable deep = new IllegalStateException("x".repeat(100_000));
    for (int i = 0; i < 50; i++) {
      deep = new RuntimeException("y".repeat(100_000), deep);
    }
    Failure huge =
        new Failure(
            ErrorCode.SCORING_FAILED, "s".repeat(100_000), "€".repeat(100_000), Optional.of(deep));
    var input = consumed(SOURCE, KEY, bytes("value"), new RecordHeaders());
    var output = writer.write(input, SOURCE, huge, "bundle:1:hash").output();

    assertThat(RecordSize.of(new byte[0], new byte[0], output.headers()))
        .isLessThan(Topic.HEADER_BOUND_BYTES);
  }

  @Test
  void a_letter_without_a_key_names_no_partition_as_the_letters_topic_may_have_any_number() {
    assertThat(write(SOURCE, null, bytes("value"), lender()).output().partition()).isNull();
  }

  private Outcome.Lettered write(
      Coordinates at,
      byte @org.jspecify.annotations.Nullable [] key,
      byte[] value,
      Headers headers) {
    return writer.write(consumed(at, key, value, headers), at, EMPTY, "bundle:1:hash");
  }

  private static void assertFits(Outcome.Lettered lettered) {
    var output = lettered.output();
    assertThat(RecordSize.of(output.key(), output.value(), output.headers()))
        .isLessThanOrEqualTo(Topic.LETTERS.maxMessageBytes());
  }

  private static Headers lender() {
    return new RecordHeaders().add("lender", new byte[] {1});
  }

  private static Headers replayHeaders() {
    return new RecordHeaders()
        .add(LetterHeaders.REPLAY_COUNT, bytes("2"))
        .add(LetterHeaders.REPLAY_OF, bytes(EARLIER.toString()))
        .add(LetterHeaders.FIRST_FAILED_AT, bytes(Instant.EPOCH.toString()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
