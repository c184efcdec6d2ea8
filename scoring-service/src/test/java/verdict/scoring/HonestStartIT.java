package verdict.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import verdict.testkit.Contents;
import verdict.testkit.KafkaServer;
import verdict.testkit.SampleRecords;
import verdict.testkit.Servers;
import verdict.wire.Topic;

/** A partition starts where nothing was skipped and nothing is read twice, or the service stops. */
@ExtendWith(Servers.class)
class HonestStartIT {

  private static final String INPUT = Topic.APPLICATIONS.topicName();

  @Test
  void records_that_are_gone_unread_stop_the_service_which_names_them(KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      line.send(SampleRecords.good(0, 400));
      deleteBefore(line, new TopicPartition(INPUT, 3), 5);

      assertFailure(line.start("one"), "loan.applications-3", "records 0 to 4 are gone unread");
    }
  }

  @Test
  void an_operator_who_accepts_the_gap_gets_the_rest(KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      line.send(SampleRecords.good(0, 400));
      deleteBefore(line, new TopicPartition(INPUT, 3), 5);
      line.start("one", "VERDICT_SCORING_ACCEPT_GAPS", "true");

      line.awaitAndVerify();
    }
  }

  @Test
  void a_replay_whose_transaction_marker_outlived_its_records_is_no_gap(KafkaServer kafka) {
    TopicPartition replay = new TopicPartition(Topic.REPLAY.topicName(), 2);
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      try (var replayer = line.producer(Map.of("transactional.id", "replayer"))) {
        replayer.initTransactions();
        replayer.beginTransaction();
        for (var record : SampleRecords.good(0, 3)) {
          Contents.answer(
              replayer.send(new ProducerRecord<>(replay.topic(), 2, record.key(), record.value())));
        }
        replayer.commitTransaction();
      }
      ScoringService service = line.start("one");
      line.awaitAndVerify();
      line.stop(service);
      deleteBefore(line, replay, -1);
      ScoringService next = line.start("one");
      line.send(SampleRecords.good(10, 10));

      line.awaitCommitted(10);
      assertThat(next.failure()).isNotDone();
    }
  }

  @Test
  void an_input_that_was_made_again_stops_a_running_service(KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      ScoringService service = line.start("one");
      line.send(SampleRecords.good(0, 200));
      line.awaitAllCommitted();
      line.delete(Topic.APPLICATIONS);
      line.create(Topic.APPLICATIONS);
      line.send(SampleRecords.good(200, 3000));

      assertFailure(service, INPUT, "deleted and made again");
    }
  }

  @Test
  void an_unusable_client_setting_stops_the_service_instead_of_being_tried_for_ever(
      KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      assertFailure(
          line.start("one", "VERDICT_KAFKA_SESSION_TIMEOUT_MS", "10000"), "session.timeout.ms");
    }
  }

  private static void deleteBefore(ScoringLine line, TopicPartition partition, long offset) {
    Contents.answer(
        line.admin().deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset))).all());
  }

  private static void assertFailure(ScoringService service, String... parts) {
    assertThat(service.failure())
        .succeedsWithin(ScoringLine.PATIENCE)
        .asString()
        .contains(List.of(parts));
  }
}
