package verdict.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import verdict.testkit.Contents;
import verdict.testkit.Eventually;
import verdict.testkit.KafkaServer;
import verdict.testkit.SampleRecords;
import verdict.testkit.Servers;
import verdict.wire.Topic;

/** G5: outages, fencing and killed predecessors cost time, never a record and never a letter. */
@ExtendWith(Servers.class)
class RecoveryIT {

  @Test
  void a_broker_that_goes_and_comes_back_costs_no_record_and_makes_no_letter(KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      line.send(SampleRecords.good(0, 10_000));
      ScoringService service = line.start("one", "VERDICT_SCORING_TRANSACTION_RECORDS", "200");
      line.awaitCommitted(500);
      line.kafka().stop();
      line.kafka().start();
      line.send(SampleRecords.good(10_000, 500));

      line.awaitAndVerify();
      assertThat(line.read(Topic.LETTERS)).isEmpty();
      assertThat(service.failure()).isNotDone();
    }
  }

  @Test
  void a_service_that_is_closed_while_the_broker_is_away_ends_without_a_failure(KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      line.send(SampleRecords.good(0, 2_000));
      ScoringService service = line.start("one", "VERDICT_SCORING_DRAIN", "1s");
      line.awaitCommitted(1);
      line.kafka().stop();
      line.stop(service);

      assertThat(service.failure()).isNotDone();
      Eventually.until(ScoringLine.PATIENCE, () -> owners().isEmpty());
      line.kafka().start();
      line.start("one");
      line.awaitAndVerify();
    }
  }

  @Test
  void an_open_transaction_of_a_killed_predecessor_is_taken_back(KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka);
        var killed = transactional(line, "verdict-scoring-one")) {
      killed.initTransactions();
      killed.beginTransaction();
      Contents.answer(killed.send(new ProducerRecord<>(Topic.SCORES.topicName(), new byte[] {1})));
      line.send(SampleRecords.mixed(0, 1_000, 1));
      line.start("one");

      line.awaitAndVerify();
    }
  }

  @Test
  void an_instance_that_is_fenced_takes_over_again_from_the_committed_offsets(KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka);
        var intruder = transactional(line, "verdict-scoring-one")) {
      ScoringService service = line.start("one", "VERDICT_SCORING_TRANSACTION_RECORDS", "200");
      line.send(SampleRecords.mixed(0, 5_000, 1));
      line.awaitCommitted(500);
      intruder.initTransactions();
      line.send(SampleRecords.mixed(5_000, 1_000, 2));

      line.awaitAndVerify();
      assertThat(service.failure()).isNotDone();
    }
  }

  @Test
  void an_instance_that_is_fenced_again_and_again_stops_and_names_the_transactional_id(
      KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      ScoringService service = line.start("twin");
      for (int fence = 0; fence < 6 && !service.failure().isDone(); fence++) {
        int sent = fence + 1;
        try (var intruder = transactional(line, "verdict-scoring-twin")) {
          intruder.initTransactions();
        }
        line.send(SampleRecords.good(fence, 1));
        Eventually.until(
            ScoringLine.PATIENCE,
            () ->
                service.failure().isDone()
                    || line.committed().values().stream().mapToLong(o -> o.offset()).sum() >= sent);
      }

      assertThat(service.failure())
          .isCompletedWithValueMatching(reason -> reason.contains("verdict-scoring-twin"));
    }
  }

  @Test
  void a_letters_topic_that_is_gone_stalls_the_line_until_it_is_back(KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      ScoringService service = line.start("one");
      line.send(SampleRecords.good(0, 100));
      line.awaitAllCommitted();
      line.delete(Topic.LETTERS);
      line.send(SampleRecords.mixed(100, 1_000, 3));
      Eventually.until(ScoringLine.PATIENCE, () -> line.stateOf(service).contains("cannot commit"));
      line.create(Topic.LETTERS);

      line.awaitAndVerify();
      assertThat(service.failure()).isNotDone();
    }
  }

  private static KafkaProducer<byte @Nullable [], byte @Nullable []> transactional(
      ScoringLine line, String transactionalId) {
    return line.producer(Map.of("transactional.id", transactionalId));
  }

  private static List<String> owners() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("scoring-"))
        .toList();
  }
}
