package verdict.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static verdict.ledger.Applications.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import verdict.kit.UnreachableException;
import verdict.ledger.FakeScoring;
import verdict.ledger.FakeScoring.Treatment;
import verdict.ledger.LedgerService;
import verdict.ledger.Line;
import verdict.ledger.audit.AuditReport.Counts;
import verdict.ledger.audit.AuditReport.Verdict;
import verdict.testkit.DatabaseServer;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;
import verdict.wire.Coordinates;

/** The proof finds what is missing, doubled or made up, and says when it cannot know. */
@ExtendWith(Servers.class)
final class AuditIT {

  private static final Duration SHORT = Duration.ofMillis(1_500);

  private final Line line;

  AuditIT(KafkaServer kafka, DatabaseServer database) {
    this.line = new Line(kafka, database);
  }

  @AfterEach
  void close() {
    line.close();
  }

  @Test
  void a_line_that_has_answered_everything_balances() {
    line.startLedger();
    line.send(application("a-1"));
    line.send(application("a-2"));
    line.send(line.topics().applications(), null, new byte[] {1});
    line.scoring().drain();

    AuditReport report = line.auditNow();

    assertThat(report.verdict()).isEqualTo(Verdict.BALANCED);
    assertThat(report.counts()).contains(new Counts(3, 0, 2, 1, 0));
    assertThat(report.completeThrough()).isPresent();
  }

  @Test
  void an_empty_line_balances() {
    line.startLedger();
    assertThat(line.auditNow().counts()).contains(new Counts(0, 0, 0, 0, 0));
  }

  @Test
  void what_the_group_has_not_passed_is_in_flight() {
    line.startLedger();
    line.send(application("a-1"));
    line.scoring().drain();
    line.send(application("a-2"));
    line.send(application("a-3"));

    AuditReport report = line.auditNow();

    assertThat(report.verdict()).isEqualTo(Verdict.BALANCED);
    assertThat(report.counts()).contains(new Counts(3, 0, 1, 0, 2));
  }

  @Test
  void without_any_committed_offset_everything_is_in_flight() {
    line.startLedger();
    line.send(application("a-1"));
    assertThat(line.auditNow().counts()).contains(new Counts(1, 0, 0, 0, 1));
  }

  @Test
  void a_record_that_was_passed_without_an_outcome_is_named() throws Exception {
    line.startLedger();
    line.send(application("a-1"));
    Coordinates lost = line.send(application("a-2"));
    line.scoring()
        .drain(a -> a.getApplicationId().equals("a-2") ? Treatment.NOTHING : Treatment.SCORE);

    AuditReport report = line.auditNow();

    assertThat(report.verdict()).isEqualTo(Verdict.UNBALANCED);
    assertThat(report.unaccounted().listed()).containsExactly(lost + " a-2/1");
    JsonNode json = new ObjectMapper().readTree(report.toJson());
    assertThat(json.get("verdict").asText()).isEqualTo("UNBALANCED");
    assertThat(json.get("unaccounted").get(0).asText()).isEqualTo(lost + " a-2/1");
    assertThat(json.get("accepted").asLong()).isEqualTo(2);
    assertThat(json.get("scored").asLong()).isEqualTo(1);
  }

  @Test
  void a_record_with_two_outcomes_is_named() {
    line.startLedger();
    Coordinates twice = line.send(application("a-1"));
    line.scoring().drain(a -> Treatment.SCORE_AND_LETTER);

    AuditReport report = line.auditNow();

    assertThat(report.verdict()).isEqualTo(Verdict.UNBALANCED);
    assertThat(report.duplicates().total()).isEqualTo(1);
    assertThat(report.duplicates().listed().getFirst())
        .startsWith(twice + " a-1/1: 2 outcomes")
        .contains(line.topics().scores(), line.topics().letters());
  }

  @Test
  void two_score_events_of_one_record_are_two_outcomes() {
    line.startLedger();
    Coordinates twice = line.send(application("a-1"));
    FakeScoring scoring = line.scoring();
    scoring.drain();
    scoring.strayScore(application("a-1"), twice);
    assertThat(line.auditNow().duplicates().total()).isEqualTo(1);
  }

  @Test
  void an_outcome_without_an_input_is_named() {
    line.startLedger();
    Coordinates real = line.send(application("a-1"));
    FakeScoring scoring = line.scoring();
    scoring.drain();
    Coordinates invented =
        new Coordinates(real.topic(), real.topicId(), real.partition(), real.offset() + 1_000);
    scoring.strayScore(application("a-9"), invented);

    AuditReport report = line.auditNow();

    assertThat(report.verdict()).isEqualTo(Verdict.UNBALANCED);
    assertThat(report.orphans().listed().getFirst()).endsWith("a-9/1: no input " + invented);
  }

  @Test
  void an_open_transaction_makes_the_proof_incomplete_and_is_named() {
    line.startLedger();
    line.send(application("a-1"));
    FakeScoring scoring = line.scoring();
    scoring.open(a -> Treatment.SCORE);
    scoring.flush();

    AuditReport report = line.audit().run(SHORT);

    assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(report.counts()).isEmpty();
    assertThat(report.reasons().getFirst())
        .contains(line.topics().scores(), "open transaction of " + line.group());
    assertThat(report.toJson()).contains("\"accepted\":null");

    scoring.commit();
    assertThat(line.auditNow().verdict()).isEqualTo(Verdict.BALANCED);
  }

  @Test
  void a_stopped_ledger_makes_the_proof_incomplete() {
    line.startLedger().close();
    Coordinates place = line.send(application("a-1"));
    AuditReport report = line.audit().run(SHORT);
    assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(report.reasons().getFirst())
        .contains("the ledger is at 0 of " + place.topic() + "-" + place.partition());
  }

  @Test
  void a_database_without_tables_is_unreachable() {
    assertThatThrownBy(() -> line.audit().run(SHORT))
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("no ledger service has made its tables yet");
  }

  @Test
  void what_retention_took_before_scoring_read_it_is_unaccounted() {
    line.startLedger();
    line.send(application("a-1"));
    line.scoring().drain();
    Coordinates lost = line.send(application("a-2"));
    line.awaitCount("view.inputs", 2);
    line.deleteInputs();

    AuditReport report = line.auditNow();

    assertThat(report.verdict()).isEqualTo(Verdict.UNBALANCED);
    assertThat(report.unaccounted().listed()).containsExactly(lost + " a-2/1");
    assertThat(report.counts()).contains(new Counts(2, 0, 1, 0, 0));
  }

  @Test
  void a_log_that_is_shorter_than_what_the_ledger_read_of_it_makes_the_proof_incomplete() {
    LedgerService ledger = line.startLedger();
    Coordinates place = line.send(application("a-1"));
    line.awaitCount("view.inputs", 1);
    line.scoring().drain();
    line.awaitCount("view.scores", 1);
    ledger.close();
    line.pretendToHaveReadOn(place, 100);

    AuditReport report = line.audit().run(SHORT);

    assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(report.reasons())
        .containsExactly(
            "the log of %s-%d ends at 1, but the ledger has read up to 101: records that it holds are gone from Kafka"
                .formatted(place.topic(), place.partition()));
  }

  @Test
  void outcomes_of_a_topic_that_was_made_again_are_counted_apart() {
    line.startLedger();
    Coordinates now = line.send(application("a-1"));
    FakeScoring scoring = line.scoring();
    scoring.drain();
    Coordinates former =
        new Coordinates(now.topic(), Uuid.randomUuid(), now.partition(), now.offset());
    scoring.strayScore(application("a-9"), former);

    AuditReport report = line.auditNow();

    assertThat(report.verdict()).isEqualTo(Verdict.BALANCED);
    assertThat(report.counts()).contains(new Counts(1, 0, 1, 0, 0));
    assertThat(report.orphans().total()).isZero();
    assertThat(report.toJson()).contains("\"former_topics_total\":1");
    assertThat(report.toJson()).contains("a-9/1: of " + former + ", topic id " + former.topicId());
  }

  @Test
  void the_proof_is_complete_only_through_the_oldest_record_that_is_unaccounted() {
    line.startLedger();
    FakeScoring scoring = line.scoring();
    line.send(application("a-1"));
    scoring.drain(a -> Treatment.NOTHING);
    line.send(application("a-2"));
    scoring.drain();
    line.send(application("a-3"));

    AuditReport report = line.auditNow();

    assertThat(report.verdict()).isEqualTo(Verdict.UNBALANCED);
    assertThat(report.completeThrough())
        .map(Instant::toEpochMilli)
        .map(String::valueOf)
        .hasValue(
            line.ask(
                "select (extract(epoch from broker_timestamp) * 1000)::bigint from view.inputs"
                    + " where application_id = 'a-1'"));
  }

  @Test
  void a_loaded_line_balances_at_every_moment() throws Exception {
    line.startLedger();
    AtomicBoolean stop = new AtomicBoolean();
    try (ExecutorService load = Executors.newFixedThreadPool(2)) {
      Future<?> sending =
          load.submit(
              () -> {
                for (int index = 0; !stop.get(); index++) {
                  line.send(application("l-" + index));
                }
              });
      FakeScoring scoring = line.scoring();
      Future<?> scored =
          load.submit(
              () -> {
                while (!stop.get()) {
                  scoring.drain();
                }
              });
      try {
        for (int round = 0; round < 15; round++) {
          AuditReport report = line.auditNow();
          Counts counts = report.counts().orElseThrow();
          assertThat(report.verdict()).as(report.toJson()).isEqualTo(Verdict.BALANCED);
          assertThat(counts.scored() + counts.deadLettered() + counts.inFlight())
              .isEqualTo(counts.accepted());
        }
      } finally {
        stop.set(true);
      }
      sending.get();
      scored.get();
    }
    assertThat(line.auditNow().counts().orElseThrow().accepted()).isPositive();
  }
}
