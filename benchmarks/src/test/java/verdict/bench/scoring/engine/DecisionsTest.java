package verdict.bench.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import verdict.bench.scoring.load.InputRecords;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;
import verdict.scoring.evaluate.Outcome;
import verdict.wire.Topic;

class DecisionsTest {

  @Test
  void burnt_work_has_an_output_like_the_real_decision() {
    ProducerRecord<byte @Nullable [], byte @Nullable []> burnt = output(Work.MICROS_100);
    ProducerRecord<byte @Nullable [], byte @Nullable []> real = output(Work.REAL);

    assertThat(burnt.topic()).isEqualTo(real.topic()).isEqualTo(Topic.SCORES.topicName());
    assertThat(burnt.key()).isEqualTo(real.key());
    assertThat(size(burnt)).isBetween(size(real) / 2, size(real) * 2);
  }

  @Test
  void a_record_that_is_no_application_becomes_a_letter_whatever_the_work() {
    for (Work work : Work.values()) {
      assertThat(decide(work, Shape.FAILING)).isInstanceOf(Outcome.Lettered.class);
    }
  }

  private static ProducerRecord<byte @Nullable [], byte @Nullable []> output(Work work) {
    return decide(work, Shape.UNIFORM).output();
  }

  /** The first record of a shape; of the failing ones it is the one that fails. */
  private static Outcome.Sent decide(Work work, Shape shape) {
    ProducerRecord<byte @Nullable [], byte @Nullable []> input = new InputRecords(shape).next();
    return new Decisions(Decisions.evaluation(new Cell(shape, work), 1), Uuid.ONE_UUID)
        .decide(
            new ConsumerRecord<>(
                input.topic(),
                0,
                7,
                0,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                input.key(),
                input.value(),
                input.headers(),
                Optional.empty()));
  }

  private static int size(ProducerRecord<byte @Nullable [], byte @Nullable []> record) {
    return Objects.requireNonNull(record.value()).length;
  }
}
