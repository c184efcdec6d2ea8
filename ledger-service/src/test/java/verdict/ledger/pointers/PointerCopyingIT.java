package verdict.ledger.pointers;

import static org.assertj.core.api.Assertions.assertThat;
import static verdict.ledger.Applications.application;
import static verdict.testkit.Eventually.until;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import verdict.ledger.LedgerService;
import verdict.ledger.Line;
import verdict.ledger.letters.LetterFilter;
import verdict.ledger.letters.LetterSummary;
import verdict.ledger.letters.PointerValue;
import verdict.ledger.source.LineOffsets;
import verdict.testkit.DatabaseServer;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;

/**
 * G4: a value that fits no letter is in the ledger before retention takes it, or is said to be
 * gone.
 */
@ExtendWith(Servers.class)
final class PointerCopyingIT {

  private static final byte[] VALUE = Line.largeValue(1);

  private static final String COPIES =
      "select count(*) from view.letters l join ops.pointer_values v"
          + " on v.source_offset = l.source_offset and v.sha256 = l.pointer_sha256"
          + " where v.value is not null";

  private final KafkaServer kafka;
  private final DatabaseServer database;
  private final Line line;

  PointerCopyingIT(KafkaServer kafka, DatabaseServer database) {
    this.kafka = kafka;
    this.database = database;
    this.line = new Line(kafka, database);
  }

  @AfterEach
  void close() {
    line.close();
  }

  @Test
  void a_value_that_fits_no_letter_is_copied_byte_for_byte_and_outlives_its_source() {
    line.startLedger();
    line.send(application("a-1"));
    line.sendLarge("large-1", VALUE);
    line.sendLarge("large-2", Line.largeValue(2));
    line.scoring().drain();
    line.awaitCount("ops.pointer_values", 2);
    line.deleteInputs();

    for (LetterSummary letter : line.letters().list(LetterFilter.all(), 10)) {
      byte[] copy = line.letters().pointerValue(letter.id()).orElseThrow();
      assertThat(Arrays.equals(copy, VALUE) || Arrays.equals(copy, Line.largeValue(2))).isTrue();
      assertThat(line.letters().show(letter.id()).orElseThrow().pointerValue())
          .hasValueSatisfying(value -> assertThat(value).isInstanceOf(PointerValue.Copied.class));
    }
    assertThat(line.ask("select count(distinct sha256) from ops.pointer_values")).isEqualTo("2");
    assertThat(line.auditNow().verdict().name()).isEqualTo("BALANCED");
  }

  @Test
  void a_letter_says_that_its_value_waits_until_it_is_copied() {
    largeLetter(line);
    assertThat(shown()).isEqualTo(new PointerValue.Waiting(VALUE.length));
    assertThat(line.letters().pointerValue(letterId(line))).isEmpty();

    MeterRegistry registry = new SimpleMeterRegistry();
    startCopying(line, registry);
    awaitCopy(line);
    assertThat(shown())
        .isInstanceOfSatisfying(
            PointerValue.Copied.class,
            copied -> assertThat(copied.length()).isEqualTo(VALUE.length));
    until(Line.PATIENCE, () -> settled(registry, "copied") == 1);
    assertThat(registry.get("verdict.ledger.pointers.waiting").gauge().value()).isZero();
    assertThat(settled(registry, "gone")).isZero();
  }

  @Test
  void a_value_that_retention_took_before_it_was_copied_is_gone_for_good() {
    largeLetter(line);
    line.deleteInputs();
    MeterRegistry registry = new SimpleMeterRegistry();
    startCopying(line, registry);
    until(Line.PATIENCE, () -> settled(registry, "gone") == 1);
    assertGone(Gone.AGED_OUT);
    assertThat(line.letters().pointerValue(letterId(line))).isEmpty();
    assertThat(registry.get("verdict.ledger.pointers.waiting").gauge().value()).isZero();
  }

  @Test
  void the_value_of_a_topic_made_again_is_gone_whatever_stands_in_its_place() {
    largeLetter(line);
    line.makeAgain(line.topics().applications());
    line.sendLarge("large", VALUE);
    startCopying(line, new SimpleMeterRegistry());
    line.awaitCount("ops.pointer_values", 1);
    assertGone(Gone.OTHER_TOPIC);
  }

  @Test
  void another_record_is_never_taken_for_the_letters() {
    largeLetter(line);
    line.execute("update view.letters set pointer_sha256 = repeat('0', 64)");
    startCopying(line, new SimpleMeterRegistry());
    line.awaitCount("ops.pointer_values", 1);
    assertGone(Gone.LOST);
  }

  @Test
  void a_value_beyond_the_bound_is_not_read() {
    largeLetter(line);
    line.execute("update view.letters set pointer_length = 64 * 1024 * 1024 + 1");
    startCopying(line, new SimpleMeterRegistry());
    line.awaitCount("ops.pointer_values", 1);
    assertGone(Gone.TOO_LARGE);
  }

  @Test
  void a_log_that_kafka_cut_short_makes_no_letter_wait_for_ever() {
    largeLetter(line);
    line.execute("update view.letters set source_offset = 1000");
    startCopying(line, new SimpleMeterRegistry());
    line.awaitCount("ops.pointer_values", 1);
    assertGone(Gone.LOST);
  }

  @Test
  void while_kafka_is_away_a_value_waits_and_is_copied_when_it_is_back() {
    KafkaServer own = kafka.fresh();
    try (Line mine = new Line(own, database)) {
      largeLetter(mine);
      own.stop();
      PointerCopying copying = startCopying(mine, new SimpleMeterRegistry());
      until(Duration.ofSeconds(60), () -> copying.trouble().isPresent());
      assertThat(mine.count("ops.pointer_values")).isZero();
      own.start();
      awaitCopy(mine);
      until(Line.PATIENCE, () -> copying.trouble().isEmpty());
    } finally {
      own.stop();
    }
  }

  @Test
  void while_postgresql_is_away_a_value_waits_and_is_copied_when_it_is_back() {
    largeLetter(line);
    database.stop();
    PointerCopying copying;
    try {
      copying = startCopying(line, new SimpleMeterRegistry());
      until(Line.PATIENCE, () -> copying.trouble().isPresent());
    } finally {
      database.start();
    }
    awaitCopy(line);
    until(Line.PATIENCE, () -> copying.trouble().isEmpty());
  }

  @Test
  void letters_that_cannot_be_settled_hold_up_no_other_and_are_tried_again() {
    largeLetter(line);
    // More than one page of letters, all before the one with a value.
    line.execute(
        "insert into view.letters select (jsonb_populate_record(l, jsonb_build_object("
            + "'record_offset', 1000 + n, 'source_offset', -n))).*"
            + " from view.letters l, generate_series(1, 150) n");
    line.execute("alter table ops.pointer_values add constraint broken check (gone is null)");
    PointerCopying copying = startCopying(line, new SimpleMeterRegistry());
    awaitCopy(line);
    until(Line.PATIENCE, () -> copying.trouble().isPresent());
    assertThat(line.count("ops.pointer_values")).isEqualTo(1);

    line.execute("alter table ops.pointer_values drop constraint broken");
    line.awaitCount("ops.pointer_values", 151);
  }

  @Test
  void a_picture_read_again_keeps_the_copy_that_kafka_no_longer_has() {
    LedgerService ledger = line.startLedger();
    line.sendLarge("large", VALUE);
    line.scoring().drain();
    awaitCopy(line);
    ledger.close();
    line.deleteInputs();
    line.forgetPicture();

    line.startLedger();
    line.awaitCount("view.letters", 1);
    assertThat(shown()).isInstanceOf(PointerValue.Copied.class);
    awaitCopy(line);
  }

  @Test
  void a_new_database_gets_the_copy_again() {
    LedgerService ledger = line.startLedger();
    line.sendLarge("large", VALUE);
    line.scoring().drain();
    awaitCopy(line);
    ledger.close();
    line.forgetPicture();
    line.execute("truncate ops.pointer_values");

    line.startLedger();
    awaitCopy(line);
  }

  /** A pointer letter that the ledger knows, without the copy of its value. */
  private static void largeLetter(Line line) {
    line.sendLarge("large", VALUE);
    line.scoring().drain();
    line.project(1);
    assertThat(line.ask("select pointer_length from view.letters"))
        .isEqualTo(Integer.toString(VALUE.length));
  }

  private static PointerCopying startCopying(Line line, MeterRegistry registry) {
    LineOffsets offsets = line.keep(LineOffsets.open(line.kafkaProperties()));
    return line.keep(
        PointerCopying.start(
            line.kafkaProperties(), line.topics(), line.pool(), offsets, () -> true, registry));
  }

  private static void awaitCopy(Line line) {
    until(Line.PATIENCE, () -> "1".equals(line.ask(COPIES)));
    byte[] copy = line.letters().pointerValue(letterId(line)).orElseThrow();
    assertThat(Arrays.equals(copy, VALUE)).isTrue();
  }

  private void assertGone(Gone why) {
    assertThat(shown())
        .isInstanceOfSatisfying(
            PointerValue.Missing.class, missing -> assertThat(missing.why()).isEqualTo(why));
  }

  private PointerValue shown() {
    return line.letters().show(letterId(line)).orElseThrow().pointerValue().orElseThrow();
  }

  private static UUID letterId(Line line) {
    return UUID.fromString(String.valueOf(line.ask("select letter_id from view.letters limit 1")));
  }

  private static double settled(MeterRegistry registry, String result) {
    return registry.get("verdict.ledger.pointers").tag("result", result).counter().count();
  }
}
