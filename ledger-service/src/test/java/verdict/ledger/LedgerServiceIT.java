package verdict.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static verdict.ledger.Applications.application;
import static verdict.testkit.Eventually.until;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import verdict.kit.ConfigurationException;
import verdict.ledger.project.ProjectionState;
import verdict.testkit.DatabaseServer;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;
import verdict.wire.Codec;
import verdict.wire.Coordinates;
import verdict.wire.DecisionKind;
import verdict.wire.LoanApplication;
import verdict.wire.LoanScore;
import verdict.wire.SourceCoordinates;

/** The projection: what is on the topics is in the tables, once. */
@ExtendWith(Servers.class)
final class LedgerServiceIT {

  private final KafkaServer kafka;
  private final DatabaseServer database;
  private final Line line;

  LedgerServiceIT(KafkaServer kafka, DatabaseServer database) {
    this.kafka = kafka;
    this.database = database;
    this.line = new Line(kafka, database);
  }

  @AfterEach
  void close() {
    line.close();
  }

  @Test
  void an_application_is_received_and_then_scored() {
    line.startLedger();
    Coordinates place = line.send(application("a-1"));
    line.awaitCount("view.inputs", 1);
    assertThat(line.ask(status("a-1"))).isEqualTo("RECEIVED");

    line.scoring().drain();
    line.awaitCount("view.scores", 1);
    assertThat(line.ask(status("a-1"))).isEqualTo("SCORED");
    assertThat(line.ask("select source_offset from view.application_status"))
        .isEqualTo(Long.toString(place.offset()));
    assertThat(line.ask("select reasons -> 0 ->> 'text' from view.application_status"))
        .isEqualTo("it's \"short\" \\ of points");
    assertThat(line.ask("select decision from view.current_decisions")).isEqualTo("REFER");
    assertThat(line.ask("select code from view.decision_reasons")).isEqualTo("R01");
  }

  @Test
  void the_highest_revision_is_the_current_decision_whatever_arrives_late() {
    line.startLedger();
    line.send(application("a-1", 2, 5_000));
    line.send(application("a-1", 1, 9_000));
    line.scoring().drain();
    line.awaitCount("view.scores", 2);
    assertThat(line.ask("select revision from view.current_decisions")).isEqualTo("2");
  }

  @Test
  void every_record_is_an_input_whatever_its_bytes() {
    line.startLedger();
    String topic = line.topics().applications();
    line.send(topic, null, new byte[] {1, 2, 3});
    line.send(topic, bytes("a-2"), null);
    line.send(topic, bytes("a-3"), new byte[0]);
    line.send(topic, new byte[] {0, (byte) 0xFF}, new byte[900_000]);
    line.send(application("weird\0id", 1, 1));
    line.send(application("x".repeat(5_000), 1, 1));
    line.scoring().drain();
    line.awaitCount("view.inputs", 6);
    line.awaitCount("view.outcomes", 6);
    assertThat(
            line.ask("select string_agg(undecodable, ',' order by undecodable) from view.inputs"))
        .isEqualTo("EMPTY_VALUE,EMPTY_VALUE,UNDECODABLE,VALUE_TOO_LARGE");
    assertThat(line.auditNow().toJson()).contains("\"verdict\":\"BALANCED\"");
  }

  @Test
  void the_first_record_owns_its_application_and_later_ones_are_marked() {
    line.startLedger();
    line.send(application("a-1", 1, 100));
    line.send(application("a-1", 1, 100));
    line.send(application("a-1", 1, 200));
    line.awaitCount("view.inputs", 3);
    line.send(application("a-1", 1, 100));
    line.send(application("a-1", 1, 300));
    line.awaitCount("view.inputs", 5);
    assertThat(
            line.ask("select string_agg(ownership, ',' order by record_offset) from view.inputs"))
        .isEqualTo("OWNER,DUPLICATE,CONFLICT,DUPLICATE,CONFLICT");
  }

  @Test
  void a_resubmission_that_is_scored_speaks_for_its_application_and_a_conflict_does_not() {
    line.startLedger();
    FakeScoring scoring = line.scoring();
    line.send(application("a-1", 1, 100));
    scoring.drain(a -> FakeScoring.Treatment.LETTER);
    line.send(application("a-1", 1, 999));
    scoring.drain();
    line.awaitCount("view.outcomes", 2);
    assertThat(line.ask(status("a-1"))).isEqualTo("DEAD_LETTERED");
    line.send(application("a-1", 1, 100));
    scoring.drain();
    line.awaitCount("view.outcomes", 3);
    assertThat(line.ask(status("a-1"))).isEqualTo("SCORED");
  }

  @Test
  void a_resubmission_over_http_is_a_duplicate_and_once_scored_speaks_for_its_application() {
    line.startLedger();
    FakeScoring scoring = line.scoring();
    LoanApplication first = application("a-1");
    line.send(first);
    scoring.drain(a -> FakeScoring.Treatment.LETTER);
    line.awaitCount("view.letters", 1);

    // The same body later: ingest writes its clock into receivedAt, and into a submittedAt left
    // out.
    Instant later = first.getReceivedAt().plusSeconds(3_600);
    line.send(LoanApplication.newBuilder(first).setReceivedAt(later).setSubmittedAt(later).build());
    scoring.drain();
    line.awaitCount("view.outcomes", 2);

    assertThat(
            line.ask("select string_agg(ownership, ',' order by record_offset) from view.inputs"))
        .isEqualTo("OWNER,DUPLICATE");
    assertThat(line.ask(status("a-1"))).isEqualTo("SCORED");
    assertThat(line.ask("select application_id from view.current_decisions")).isEqualTo("a-1");
  }

  @Test
  void a_record_under_a_foreign_key_owns_nothing() {
    line.startLedger();
    byte[] value = Codec.applications().encode(application("a-1", 1, 999));
    line.send(line.topics().applications(), bytes("somebody-else"), value);
    line.awaitCount("view.inputs", 1);
    line.send(application("a-1", 1, 100));
    line.awaitCount("view.inputs", 2);
    assertThat(line.ask("select string_agg(ownership, ',') from view.inputs")).isEqualTo("OWNER");
  }

  @Test
  void foreign_records_on_the_outcome_topics_stop_nothing_and_show() {
    line.startLedger();
    line.send(line.topics().scores(), bytes("k"), new byte[] {9, 9});
    line.send(line.topics().letters(), bytes("k"), new byte[] {9, 9});
    LoanApplication stray = application("a-1");
    LoanScore score =
        Applications.score(stray, new SourceCoordinates("t", "no id", 0, 0L), DecisionKind.APPROVE);
    line.send(line.topics().scores(), bytes("a-1"), Codec.scores().encode(score));
    line.awaitCount("view.problems", 3);
    assertThat(line.auditNow().problems().total()).isEqualTo(3);
    assertThat(line.auditNow().verdict().name()).isEqualTo("BALANCED");
  }

  @Test
  void what_aged_out_before_it_was_read_is_noted() {
    line.send(line.topics().applications(), null, bytes("gone"));
    line.send(line.topics().applications(), null, bytes("gone"));
    line.deleteInputs();
    LedgerService ledger = line.startLedger();
    line.awaitCount("view.gaps", 1);
    line.send(application("a-1"));
    line.awaitCount("view.inputs", 1);
    ledger.close();
    line.send(application("a-2"));
    line.send(application("a-3"));
    line.deleteInputs();
    line.startLedger();
    until(Line.PATIENCE, () -> line.count("view.gaps") > 1);
    assertThat(line.count("view.inputs")).isEqualTo(1);
    assertThat(line.auditNow().agedOut().listed()).allMatch(gap -> gap.contains("applications-"));
  }

  @Test
  void a_topic_made_again_is_refused() {
    line.startLedger().close();
    String topic = line.topics().applications();
    line.makeAgain(topic);
    assertThatThrownBy(line::startLedger)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("was deleted and made again");
  }

  @Test
  void a_log_that_lost_its_tail_is_refused_even_when_it_has_grown_again() {
    LedgerService ledger = line.startLedger();
    Coordinates place = line.send(application("a-1"));
    line.awaitCount("view.inputs", 1);
    line.pretendToHaveReadOn(place, 4);
    line.send(application("a-1", 2, 100));
    until(
        Line.PATIENCE,
        () ->
            ledger.state() instanceof ProjectionState.Waiting(String reason)
                && reason.contains("gone from Kafka"));
    for (int revision = 3; revision <= 9; revision++) {
      line.send(application("a-1", revision, 100));
    }
    ledger.close();
    assertThatThrownBy(line::startLedger)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("ends at 2, but the ledger has read up to 5");
    assertThat(line.count("view.inputs")).isEqualTo(1);
    assertThat(line.auditNow().reasons().getFirst()).contains("gone from Kafka");

    line.forgetPicture();
    line.startLedger();
    line.awaitCount("view.inputs", 9);
    assertThat(line.auditNow().verdict().name()).isEqualTo("BALANCED");
  }

  @Test
  void a_standby_takes_over() {
    LedgerService first = line.startLedger();
    until(Line.PATIENCE, () -> first.state() instanceof ProjectionState.Active);
    LedgerService second = line.startLedger();
    line.send(application("a-1"));
    line.awaitCount("view.inputs", 1);
    assertThat(second.state()).isInstanceOf(ProjectionState.Standby.class);
    first.close();
    line.send(application("a-2"));
    line.awaitCount("view.inputs", 2);
    assertThat(second.state()).isInstanceOf(ProjectionState.Active.class);
  }

  @Test
  void connections_killed_in_the_middle_of_batches_double_and_lose_nothing() {
    LedgerService ledger = line.startLedger();
    line.sendMany("k-", 6_000);
    line.scoring().drain();
    for (int kill = 1; kill <= 8; kill++) {
      long wanted = kill * 1_000L;
      until(Line.PATIENCE, () -> line.count("view.inputs") + line.count("view.outcomes") >= wanted);
      line.ask(
          "select count(pg_terminate_backend(pid)) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()"
              + " and application_name = 'verdict-ledger'");
    }
    line.awaitCount("view.outcomes", 6_000);
    line.awaitCount("view.inputs", 6_000);
    line.awaitCount("(select distinct application_id from view.scores) s", 6_000);
    assertThat(line.auditNow().counts().orElseThrow().scored()).isEqualTo(6_000);
    until(Line.PATIENCE, () -> ledger.state() instanceof ProjectionState.Active);
  }

  @Test
  void a_ledger_whose_position_was_moved_by_another_writes_nothing_and_begins_again() {
    LedgerService zombie = line.startLedger();
    Coordinates place = line.send(application("a-1"));
    line.awaitCount("view.inputs", 1);
    // As if another ledger had applied this partition's next record meanwhile.
    line.ask(
        "update view.positions set next = next + 1 where topic = '%s' and partition = %d returning 1"
            .formatted(place.topic(), place.partition()));
    line.send(application("a-1", 2, 100));
    line.send(application("a-1", 3, 100));
    line.awaitCount("view.inputs", 2);
    assertThat(line.ask("select max(revision) from view.inputs")).isEqualTo("3");
    assertThat(line.ask("select count(*) from view.inputs where revision = 2")).isEqualTo("0");
    until(Line.PATIENCE, () -> zombie.state() instanceof ProjectionState.Active);
  }

  @Test
  void a_stopped_database_is_waited_for() {
    LedgerService ledger = line.startLedger();
    line.send(application("a-1"));
    line.awaitCount("view.inputs", 1);
    database.stop();
    try {
      line.sendMany("b-", 50);
      line.scoring().drain();
      until(Line.PATIENCE, () -> ledger.state() instanceof ProjectionState.Waiting);
    } finally {
      database.start();
    }
    line.awaitCount("view.outcomes", 51);
    assertThat(line.auditNow().verdict().name()).isEqualTo("BALANCED");
  }

  @Test
  void a_stopped_broker_is_waited_for() {
    KafkaServer own = kafka.fresh();
    try (Line mine = new Line(own, database)) {
      LedgerService ledger = mine.startLedger();
      mine.send(application("a-1"));
      mine.awaitCount("view.inputs", 1);
      own.stop();
      until(Duration.ofSeconds(60), () -> ledger.state() instanceof ProjectionState.Waiting);
      own.start();
      mine.send(application("a-2"));
      mine.awaitCount("view.inputs", 2);
      until(Line.PATIENCE, () -> ledger.state() instanceof ProjectionState.Active);
    } finally {
      own.stop();
    }
  }

  private static String status(String id) {
    return "select status from view.application_status where application_id = '"
        + id
        + "'"
        + " order by revision desc limit 1";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
