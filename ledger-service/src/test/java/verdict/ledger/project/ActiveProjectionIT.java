package verdict.ledger.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import verdict.ledger.Line;
import verdict.testkit.DatabaseServer;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;

/** What a reign does when the consumer tells it bad news. */
@ExtendWith(Servers.class)
final class ActiveProjectionIT {

  private final Line line;

  ActiveProjectionIT(KafkaServer kafka, DatabaseServer database) {
    this.line = new Line(kafka, database);
  }

  @AfterEach
  void close() {
    line.close();
  }

  @Test
  void a_tail_that_was_lost_and_has_grown_again_is_noted_when_the_consumer_tells_of_it() {
    line.pool().migrate();
    TopicPartition name = new TopicPartition(line.topics().applications(), 0);
    TopicIdPartition partition = new TopicIdPartition(new Uuid(7, 7), name);
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    try (ActiveProjection reign =
        new ActiveProjection(
            line.pool(),
            consumer,
            new RecordReader(line.topics(), List.of(partition)),
            Map.of(partition, 1_000L),
            new ProjectionMetrics(new SimpleMeterRegistry()))) {
      consumer.setPollException(
          new LogTruncationException(
              "truncated", Map.of(name, 1_000L), Map.of(name, new OffsetAndMetadata(900))));
      assertThatThrownBy(reign::step)
          .isInstanceOf(LedgerRefusedException.class)
          .hasMessageContaining("ends at 900, but the ledger has read up to 1000");
    }
    assertThat(line.count("view.refusals")).isEqualTo(1);
  }
}
