package verdict.bench.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import verdict.bench.scoring.load.InputRecords;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;
import verdict.wire.Topic;

class StreamsEngineTest {

  @Test
  void a_record_that_fails_leaves_as_our_letter_and_the_next_as_a_score() {
    Cell cell = new Cell(Shape.FAILING, Work.REAL);
    Task task =
        new Task(
            "nowhere.invalid:1",
            "group",
            cell.work(),
            Decisions.evaluation(cell, 1),
            Uuid.ONE_UUID,
            1,
            error -> {});
    InputRecords inputs = new InputRecords(cell.shape());
    try (TopologyTestDriver driver = new TopologyTestDriver(StreamsEngine.topology(task))) {
      TestInputTopic<byte @Nullable [], byte @Nullable []> topic =
          driver.createInputTopic(
              Topic.APPLICATIONS.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
      for (int i = 0; i < 2; i++) { // the first one fails
        ProducerRecord<byte @Nullable [], byte @Nullable []> input = inputs.next();
        topic.pipeInput(new TestRecord<>(input.key(), input.value()));
      }

      assertThat(count(driver, Topic.LETTERS)).isEqualTo(1);
      assertThat(count(driver, Topic.SCORES)).isEqualTo(1);
    }
  }

  private static int count(TopologyTestDriver driver, Topic topic) {
    return driver
        .createOutputTopic(
            topic.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .size();
  }
}
