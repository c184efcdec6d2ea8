package verdict.ledger.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static verdict.ledger.Applications.application;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import verdict.kit.UnreachableException;
import verdict.ledger.FakeScoring;
import verdict.ledger.FakeScoring.Treatment;
import verdict.ledger.LedgerService;
import verdict.ledger.Line;
import verdict.ledger.audit.AuditReport.Counts;
import verdict.ledger.letters.LetterDetail;
import verdict.ledger.letters.LetterFilter;
import verdict.ledger.letters.LetterGroup;
import verdict.ledger.letters.LetterStatus;
import verdict.ledger.letters.LetterSummary;
import verdict.testkit.DatabaseServer;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;
import verdict.wire.Coordinates;
import verdict.wire.ErrorCode;

/** A letter's bytes go out again, at most once at a time and at most three times. */
@ExtendWith(Servers.class)
final class ReplayerIT {

  private static final LetterFilter BROKEN =
      LetterFilter.all().withFingerprint("v1:SCORING_FAILED");

  private final Line line;
  private final LedgerService ledger;

  ReplayerIT(KafkaServer kafka, DatabaseServer database) {
    this.line = new Line(kafka, database);
    this.ledger = line.startLedger();
  }

  @AfterEach
  void close() {
    line.close();
  }

  @Test
  void a_replayed_letter_becomes_a_score_and_the_letter_shows_it() {
    FakeScoring scoring = line.scoring();
    line.send(application("a-1"));
    scoring.drain(a -> Treatment.LETTER);
    line.awaitCount("view.letters", 1);
    assertThat(only().status()).isEqualTo(LetterStatus.OPEN);

    ReplayReport report = replay(BROKEN);
    assertThat(report.replayed()).isEqualTo(1);
    line.awaitCount("view.inputs", 2);
    assertThat(only().status()).isEqualTo(LetterStatus.REPLAYING);

    scoring.drain();
    line.awaitCount("view.scores", 1);
    assertThat(only().status()).isEqualTo(LetterStatus.RESOLVED);
    assertThat(only().decision()).contains("REFER");
    assertThat(line.ask("select status from view.application_status")).isEqualTo("SCORED");
    assertThat(line.ask("select letter_id from view.application_status")).isNull();
    assertThat(line.ask("select string_agg(distinct ownership, ',') from view.inputs"))
        .isEqualTo("OWNER");
    assertThat(line.auditNow().counts()).contains(new Counts(2, 1, 1, 1, 0));
    assertThat(line.ask("select replayed || '/' || reason from ops.replays"))
        .isEqualTo("1/because");
  }

  @Test
  void key_value_and_own_headers_come_back_unaltered_and_the_letters_do_not_pile_up() {
    byte[] value = {1, 2, 3};
    line.send(
        line.topics().applications(),
        "a-1".getBytes(UTF_8),
        value,
        new RecordHeader("traceparent", "00-1".getBytes(UTF_8)),
        new RecordHeader("traceparent", "00-2".getBytes(UTF_8)));
    FakeScoring scoring = line.scoring();
    scoring.drain();
    line.awaitCount("view.letters", 1);
    LetterDetail first = line.letters().show(only().id()).orElseThrow();

    replay(LetterFilter.all().withIds(Set.of(only().id())));
    scoring.drain();
    line.awaitCount("view.letters", 2);
    LetterSummary second = newest();
    LetterDetail shown = line.letters().show(second.id()).orElseThrow();

    LetterDetail.Original original = shown.original().orElseThrow();
    assertThat(original.key()).isEqualTo("a-1".getBytes(UTF_8));
    assertThat(original.value()).isEqualTo(value);
    assertThat(original.headers())
        .filteredOn(header -> header.name().equals("traceparent"))
        .extracting(LetterDetail.HeaderText::value)
        .containsExactly("00-1", "00-2");
    // One header more: which letter this one replays.
    assertThat(original.headers()).hasSize(first.original().orElseThrow().headers().size() + 1);
    assertThat(second.replayCount()).isEqualTo(1);
    assertThat(second.firstFailedAt()).isEqualTo(first.summary().firstFailedAt());
  }

  @Test
  void a_letter_that_can_never_work_is_refused_at_its_fourth_round() {
    FakeScoring scoring = line.scoring();
    line.send(application("a-1"));
    scoring.drain(a -> Treatment.LETTER);
    for (int round = 1; round <= 3; round++) {
      line.awaitCount("view.letters", round);
      assertThat(replay(BROKEN).replayed()).isEqualTo(1);
      scoring.drain(a -> Treatment.LETTER);
    }
    line.awaitCount("view.letters", 4);

    ReplayReport fourth = replay(BROKEN);

    assertThat(fourth.replayed()).isZero();
    assertThat(fourth.refused())
        .containsEntry(Refusal.QUARANTINED, 1L)
        .containsEntry(Refusal.FAILED_AGAIN, 3L);
    LetterSummary last = newest();
    assertThat(last.status()).isEqualTo(LetterStatus.QUARANTINED);
    assertThat(replay(LetterFilter.all().withIds(Set.of(last.id()))).refusals())
        .containsExactly(new ReplayReport.Refused(last.id(), Refusal.QUARANTINED));
    assertThat(line.letters().list(LetterFilter.all(), 10))
        .filteredOn(letter -> letter.status() == LetterStatus.FAILED_AGAIN)
        .allSatisfy(letter -> assertThat(letter.nextLetter()).isPresent());
    assertThat(line.ask("select letter_id from view.application_status"))
        .isEqualTo(last.id().toString());
    List<LetterGroup> groups = line.letters().groups(LetterFilter.all());
    assertThat(groups).hasSize(1);
    assertThat(groups.getFirst().byStatus())
        .containsEntry(LetterStatus.QUARANTINED, 1L)
        .containsEntry(LetterStatus.FAILED_AGAIN, 3L);
  }

  @Test
  void a_second_replay_while_one_is_active_is_refused() {
    line.send(application("a-1"));
    line.scoring().drain(a -> Treatment.LETTER);
    line.awaitCount("view.letters", 1);
    replay(BROKEN);
    ReplayReport again = replay(LetterFilter.all().withIds(Set.of(only().id())));
    assertThat(again.replayed()).isZero();
    assertThat(again.refused()).containsEntry(Refusal.REPLAY_ACTIVE, 1L);
    assertThat(replay(BROKEN).refused()).containsEntry(Refusal.REPLAY_ACTIVE, 1L);
  }

  @Test
  void a_replay_that_the_ledger_has_not_read_yet_is_not_sent_again() {
    line.send(application("a-1"));
    line.scoring().drain(a -> Treatment.LETTER);
    line.awaitCount("view.letters", 1);
    ledger.close();
    assertThat(replay(BROKEN).replayed()).isEqualTo(1);
    ReplayRequest again = new ReplayRequest(BROKEN, false, "", 0);
    assertThatThrownBy(() -> line.replayer().run(again, Duration.ofMillis(500)))
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("did not catch up");
    line.startLedger();
    line.awaitCount("view.inputs where replay_of is not null", 1);
    assertThat(replay(BROKEN).replayed()).isZero();
  }

  @Test
  void two_replays_at_once_send_each_letter_once() throws Exception {
    for (int index = 0; index < 120; index++) {
      line.send(application("a-" + index));
    }
    line.scoring().drain(a -> Treatment.LETTER);
    line.awaitCount("view.letters", 120);
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      Callable<Long> replay = () -> replay(BROKEN).replayed();
      Future<Long> one = both.submit(replay);
      Future<Long> other = both.submit(replay);
      answerOrFenced(one);
      answerOrFenced(other);
    }
    replay(BROKEN); // what a fenced one left
    line.awaitCount("view.inputs where replay_of is not null", 120);
    line.awaitCount(
        "(select distinct replay_of from view.inputs where replay_of is not null) r", 120);
    assertThat(replay(BROKEN).replayed()).isZero();
  }

  private static void answerOrFenced(Future<Long> replay) throws InterruptedException {
    try {
      Long unusedCount = replay.get();
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(ReplayFencedException.class);
    }
  }

  @Test
  void a_dry_run_counts_and_sends_nothing() {
    line.send(application("a-1"));
    line.send(application("a-2"));
    line.send(line.topics().applications(), null, null);
    line.scoring().drain(a -> Treatment.LETTER);
    line.awaitCount("view.letters", 3);

    ReplayReport report =
        line.replayer()
            .run(
                new ReplayRequest(
                    LetterFilter.all().withCode(ErrorCode.SCORING_FAILED), true, "", 0),
                Line.PATIENCE);

    assertThat(report.replayed()).isEqualTo(2);
    assertThat(report.byFingerprint()).containsEntry("v1:SCORING_FAILED", 2L);
    assertThat(line.count("ops.replays")).isZero();
    assertThat(line.count("view.inputs")).isEqualTo(3);
  }

  @Test
  void a_record_without_key_returns_to_its_partition_and_without_value_stays_without() {
    line.send(line.topics().applications(), null, null);
    FakeScoring scoring = line.scoring();
    scoring.drain();
    line.awaitCount("view.letters", 1);
    replay(LetterFilter.all().withCode(ErrorCode.EMPTY_VALUE));
    line.awaitCount("view.inputs", 2);
    assertThat(line.ask("select count(distinct partition) from view.inputs")).isEqualTo("1");
    assertThat(line.ask("select count(value_bytes) from view.inputs")).isEqualTo("0");
  }

  @Test
  void an_unknown_letter_is_refused_and_a_replay_of_everything_is_no_request() {
    UUID unknown = UUID.randomUUID();
    assertThat(replay(LetterFilter.all().withIds(Set.of(unknown))).refusals())
        .containsExactly(new ReplayReport.Refused(unknown, Refusal.UNKNOWN_LETTER));
    assertThatThrownBy(() -> new ReplayRequest(LetterFilter.all(), false, "", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothing_is_replayed_when_kafka_lost_what_the_ledger_knows_of_replays() {
    line.send(application("a-1"));
    line.scoring().drain(a -> Treatment.LETTER);
    line.awaitCount("view.letters", 1);
    replay(BROKEN);
    line.awaitCount("view.inputs", 2);
    ledger.close();
    for (int partition = 0; partition < 2; partition++) {
      line.pretendToHaveReadOn(
          new Coordinates(line.topics().replay(), Uuid.ZERO_UUID, partition, 0), 100);
    }
    assertThatThrownBy(() -> replay(BROKEN))
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("the ledger cannot tell what was replayed");
  }

  @Test
  void another_record_where_a_letter_was_is_not_taken_for_it() {
    line.send(application("a-1"));
    line.scoring().drain(a -> Treatment.LETTER);
    line.awaitCount("view.letters", 1);
    // As if the letter topic had been made again and held another letter at this offset.
    UUID gone = UUID.randomUUID();
    assertThat(line.ask("update view.letters set letter_id = '" + gone + "' returning 1"))
        .isEqualTo("1");

    assertThat(line.letters().show(gone).orElseThrow().original()).isEmpty();
    ReplayReport report = replay(BROKEN);
    assertThat(report.replayed()).isZero();
    assertThat(report.refusals()).containsExactly(new ReplayReport.Refused(gone, Refusal.AGED_OUT));
  }

  @Test
  void a_rate_is_kept() {
    for (int index = 0; index < 6; index++) {
      line.send(application("a-" + index));
    }
    line.scoring().drain(a -> Treatment.LETTER);
    line.awaitCount("view.letters", 6);
    long start = System.nanoTime();
    ReplayReport report =
        line.replayer().run(new ReplayRequest(BROKEN, false, "", 3), Line.PATIENCE);
    assertThat(report.replayed()).isEqualTo(6);
    assertThat(System.nanoTime() - start).isGreaterThan(1_900_000_000L);
  }

  private ReplayReport replay(LetterFilter letters) {
    return line.replayer().run(new ReplayRequest(letters, false, "because", 0), Line.PATIENCE);
  }

  private LetterSummary only() {
    List<LetterSummary> letters = line.letters().list(LetterFilter.all(), 10);
    assertThat(letters).hasSize(1);
    return letters.getFirst();
  }

  private LetterSummary newest() {
    return line.letters().list(LetterFilter.all(), 10).stream()
        .max(java.util.Comparator.comparingInt(LetterSummary::replayCount))
        .orElseThrow();
  }
}
