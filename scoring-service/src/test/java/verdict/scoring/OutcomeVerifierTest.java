package verdict.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import verdict.decision.Bundles;
import verdict.scoring.evaluate.Evaluator;
import verdict.testkit.OutcomeVerifier;
import verdict.testkit.SampleRecords;
import verdict.testkit.SampleRecords.Flaw;
import verdict.wire.Codec;
import verdict.wire.Coordinates;
import verdict.wire.Decoding;
import verdict.wire.ErrorCode;
import verdict.wire.LetterHeaders;
import verdict.wire.LoanScore;
import verdict.wire.Topic;

/** The detector itself must see what is broken. */
class OutcomeVerifierTest {

  private static final Uuid TOPIC_ID = Uuid.randomUuid();
  private static final Map<String, Uuid> IDS = Map.of(Topic.APPLICATIONS.topicName(), TOPIC_ID);
  private static final Bundles BUNDLES = Bundles.shipped();
  private static final Evaluator EVALUATOR =
      new Evaluator(() -> BUNDLES, "group", "test", InstantSource.fixed(Instant.ofEpochSecond(1)));

  private final List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> inputs =
      new ArrayList<>(
          List.of(input(0, Flaw.NONE), input(1, Flaw.RANDOM_BYTES), input(2, Flaw.NONE)));
  private final List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> outputs =
      new ArrayList<>(outputs(inputs));

  @Test
  void one_outcome_for_each_in_order_is_fine() {
    assertThat(problems()).isEmpty();
  }

  @Test
  void a_dropped_outcome_is_seen() {
    outputs.remove(2);
    assertThat(problems()).containsExactly("no outcome: loan.applications-0@2");
  }

  @Test
  void a_doubled_outcome_is_seen() {
    outputs.add(at(outputs.get(1), 7));
    assertThat(problems())
        .anyMatch(problem -> problem.startsWith("two outcomes: loan.applications-0@1"));
  }

  @Test
  void a_drop_and_a_double_do_not_cancel() {
    outputs.set(2, at(outputs.get(0), 7));
    assertThat(problems())
        .anyMatch(problem -> problem.startsWith("two outcomes: loan.applications-0@0"))
        .contains("no outcome: loan.applications-0@2");
  }

  @Test
  void a_score_and_a_letter_for_one_record_are_two_outcomes() {
    outputs.add(outputOf(copy(inputs.get(0), new byte[] {9}), 8));
    assertThat(problems())
        .anyMatch(problem -> problem.startsWith("two outcomes: loan.applications-0@0"));
  }

  @Test
  void outcomes_out_of_order_are_seen() {
    outputs.add(0, outputs.remove(2));
    assertThat(problems()).hasSize(1).allMatch(problem -> problem.startsWith("out of order"));
  }

  @Test
  void an_altered_byte_of_a_letter_is_seen() {
    var letter = outputs.get(1);
    byte[] value = java.util.Objects.requireNonNull(letter.value()).clone();
    value[0] ^= 1;
    outputs.set(1, copy(letter, value));
    assertThat(problems()).hasSize(1).allMatch(problem -> problem.startsWith("altered value"));
  }

  @Test
  void a_lost_header_of_a_letter_is_seen() {
    outputs.get(1).headers().remove("lender");
    assertThat(problems()).hasSize(1).allMatch(problem -> problem.startsWith("altered headers"));
  }

  @Test
  void a_decision_that_another_application_should_have_is_seen() {
    LoanScore score = score(outputs.get(0));
    score.put("score", score.getScore() + 1);
    outputs.set(0, copy(outputs.get(0), Codec.scores().encode(score)));
    assertThat(problems()).hasSize(1).allMatch(problem -> problem.startsWith("another decision"));
  }

  @Test
  void a_letter_for_a_sound_application_is_seen() {
    Coordinates source = new Coordinates(Topic.APPLICATIONS.topicName(), TOPIC_ID, 0, 0);
    var letter =
        EVALUATOR
            .giveUp(inputs.get(0), source, ErrorCode.SCORING_TIMEOUT, 2, new StackTraceElement[0])
            .output();
    outputs.set(0, consumed(letter.topic(), 0, letter.key(), letter.value(), letter.headers()));
    assertThat(problems())
        .containsExactly("belongs on loan.scores: loan.applications.dlq-0@0 SCORING_TIMEOUT");
  }

  @Test
  void a_letter_with_another_code_is_seen() {
    outputs
        .get(1)
        .headers()
        .remove(LetterHeaders.ERROR_CODE)
        .add(LetterHeaders.ERROR_CODE, "KEY_MISMATCH".getBytes(StandardCharsets.UTF_8));
    assertThat(problems()).hasSize(1).allMatch(problem -> problem.startsWith("its code is"));
  }

  @Test
  void one_keys_scores_in_two_partitions_are_seen() {
    var again = input(2, Flaw.NONE);
    outputs.set(2, in(1, outputOf(inputs.get(2), 0)));
    inputs.add(consumed(again.topic(), 3, again.key(), again.value(), again.headers()));
    outputs.add(outputOf(inputs.get(3), 5));
    assertThat(problems()).hasSize(1).allMatch(problem -> problem.startsWith("its key's scores"));
  }

  @Test
  void an_outcome_of_a_record_that_never_was_is_seen() {
    outputs.add(outputOf(input(9, Flaw.NONE), 9));
    assertThat(problems()).hasSize(1).allMatch(problem -> problem.startsWith("orphan"));
  }

  @Test
  void an_outcome_that_names_no_source_is_seen() {
    outputs.add(copy(outputs.get(0), new byte[] {1, 2}));
    assertThat(problems()).hasSize(1).allMatch(problem -> problem.startsWith("names no source"));
  }

  private List<String> problems() {
    return OutcomeVerifier.problems(
            IDS,
            inputs,
            outputs,
            Optional.of((input, source) -> EVALUATOR.evaluate(input, source).output()))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static ConsumerRecord<byte @Nullable [], byte @Nullable []> input(int offset, Flaw flaw) {
    ProducerRecord<byte @Nullable [], byte @Nullable []> record =
        SampleRecords.record(offset, flaw);
    return consumed(record.topic(), offset, record.key(), record.value(), record.headers());
  }

  private static List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> outputs(
      List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> inputs) {
    Map<String, Integer> next = new HashMap<>();
    List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> outputs = new ArrayList<>();
    for (var input : inputs) {
      var output = outputOf(input, 0);
      outputs.add(at(output, next.merge(output.topic(), 1, Integer::sum)));
    }
    return outputs;
  }

  private static ConsumerRecord<byte @Nullable [], byte @Nullable []> outputOf(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input, int offset) {
    var output =
        EVALUATOR
            .evaluate(input, new Coordinates(input.topic(), TOPIC_ID, 0, input.offset()))
            .output();
    return consumed(output.topic(), offset, output.key(), output.value(), output.headers());
  }

  private static ConsumerRecord<byte @Nullable [], byte @Nullable []> at(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> record, int offset) {
    return consumed(record.topic(), offset, record.key(), record.value(), record.headers());
  }

  private static ConsumerRecord<byte @Nullable [], byte @Nullable []> copy(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> record, byte[] value) {
    return consumed(
        record.topic(), Math.toIntExact(record.offset()), record.key(), value, record.headers());
  }

  private static LoanScore score(ConsumerRecord<byte @Nullable [], byte @Nullable []> output) {
    return ((Decoding.Decoded<LoanScore>) Codec.scores().decode(output.value())).value();
  }

  private static ConsumerRecord<byte @Nullable [], byte @Nullable []> in(
      int partition, ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
    return new ConsumerRecord<>(
        record.topic(), partition, record.offset(), record.key(), record.value());
  }

  private static ConsumerRecord<byte @Nullable [], byte @Nullable []> consumed(
      String topic, int offset, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    return new ConsumerRecord<>(
        topic,
        0,
        offset,
        1_000L,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        key,
        value,
        new RecordHeaders(headers),
        Optional.empty());
  }
}
