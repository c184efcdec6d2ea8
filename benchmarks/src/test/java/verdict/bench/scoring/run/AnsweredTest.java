package verdict.bench.scoring.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import verdict.bench.scoring.load.InputRecords;
import verdict.bench.scoring.plan.Shape;
import verdict.decision.Bundles;
import verdict.scoring.evaluate.Evaluator;
import verdict.wire.Coordinates;
import verdict.wire.Topic;

class AnsweredTest {

  private static final Uuid TOPIC = Uuid.randomUuid();
  private final InputRecords samples = new InputRecords(Shape.UNIFORM);
  private final Answered answered = new Answered();
  private final Evaluator evaluator;

  AnsweredTest() {
    Bundles bundles = Bundles.shipped();
    evaluator = new Evaluator(() -> bundles, "group", "test", InstantSource.fixed(Instant.EPOCH));
  }

  @Test
  void each_input_named_once_by_a_score_or_a_letter_is_right() {
    answer(0, true);
    answer(1, false);

    assertThatCode(() -> answered.verify(inputs(2))).doesNotThrowAnyException();
  }

  @Test
  void one_lost_and_another_doubled_do_not_cancel() {
    answer(0, true);
    answer(0, true);
    answer(5, true);

    assertThatExceptionOfType(BenchmarkException.class)
        .isThrownBy(() -> answered.verify(inputs(3)))
        .withMessage("WRONG: 2 inputs without an outcome, 1 outcomes too many, 1 of no input");
  }

  private static Offsets inputs(long end) {
    return new Offsets(Map.of(new TopicPartition(Topic.APPLICATIONS.topicName(), 0), end));
  }

  private void answer(long offset, boolean good) {
    ProducerRecord<byte @Nullable [], byte @Nullable []> sample = samples.next();
    String topic = Topic.APPLICATIONS.topicName();
    ProducerRecord<byte @Nullable [], byte @Nullable []> output =
        evaluator
            .evaluate(
                new ConsumerRecord<>(
                    topic, 0, offset, sample.key(), good ? sample.value() : new byte[] {1}),
                new Coordinates(topic, TOPIC, 0, offset))
            .output();
    ConsumerRecord<byte[], byte[]> outcome =
        new ConsumerRecord<>(
            output.topic(),
            0,
            offset,
            Objects.requireNonNull(output.key()),
            Objects.requireNonNull(output.value()));
    output.headers().forEach(outcome.headers()::add);
    answered.add(outcome);
  }
}
