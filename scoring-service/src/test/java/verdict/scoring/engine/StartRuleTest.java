package verdict.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartRuleTest {

  private static final Uuid ID = Uuid.randomUuid();
  private static final TopicPartition PARTITION = new TopicPartition("loan.applications", 3);

  @ParameterizedTest(name = "committed {0}, log {1} to {2}, gaps accepted {3}: {4}")
  @CsvSource({
    // committed, log start, log end, accept gaps, starts at or why not
    "-1, 0, 0,  false, at 0",
    "-1, 0, 9,  false, at 0",
    "-1, 5, 9,  false, records 0 to 4 are gone unread",
    "-1, 5, 9,  true,  at 5",
    "7,  0, 9,  false, at 7",
    "9,  0, 9,  false, at 9",
    "5,  5, 9,  false, at 5",
    "3,  5, 9,  false, records 3 to 4 are gone unread",
    "3,  5, 9,  true,  at 5",
    "10, 0, 9,  false, its log lost records",
    "10, 0, 9,  true,  its log lost records"
  })
  void a_partition_starts_where_nothing_was_skipped(
      long committed, long start, long end, boolean acceptGaps, String expected) {
    OffsetAndMetadata position =
        committed < 0 ? null : new OffsetAndMetadata(committed, OffsetNote.of(ID).text());

    assertThat(text(acceptGaps, position, start, end)).contains(expected);
  }

  @Test
  void an_offset_that_counted_in_another_topic_is_no_position() {
    OffsetAndMetadata other = new OffsetAndMetadata(3, OffsetNote.of(Uuid.randomUuid()).text());

    assertThat(text(false, other, 0, 9)).contains("deleted and made again");
    assertThat(text(true, other, 0, 9)).contains("deleted and made again");
  }

  @Test
  void an_offset_without_our_note_is_an_operators_reset_and_counts() {
    assertThat(text(false, new OffsetAndMetadata(3), 0, 9)).isEqualTo("at 3");
  }

  @Test
  void a_reason_to_stop_names_the_partition_and_the_way_out() {
    assertThat(text(false, null, 5, 9))
        .contains("loan.applications-3")
        .contains("VERDICT_SCORING_ACCEPT_GAPS=true starts at 5");
  }

  @Test
  void a_note_is_read_back_and_foreign_metadata_is_none() {
    assertThat(OffsetNote.parse(OffsetNote.of(ID).text())).contains(OffsetNote.of(ID));
    OffsetNote counted = new OffsetNote(ID, 4, 2);
    assertThat(OffsetNote.parse(counted.text())).contains(counted);
    assertThat(OffsetNote.parse(counted.text() + "9999999999")).isEmpty();
    assertThat(OffsetNote.parse("")).isEmpty();
    assertThat(OffsetNote.parse("v1 topic=")).isEmpty();
    assertThat(OffsetNote.parse("v1 topic=not an id, and much too long for one")).isEmpty();
    assertThat(OffsetNote.parse("somebody else's")).isEqualTo(Optional.empty());
  }

  private static String text(
      boolean acceptGaps, @Nullable OffsetAndMetadata committed, long start, long end) {
    StartRule.Facts facts = new StartRule.Facts(PARTITION, ID, committed, start, end);
    return switch (new StartRule(acceptGaps).decide(facts)) {
      case StartRule.Start.At at -> "at " + at.offset();
      case StartRule.Start.Stop stop -> stop.reason();
    };
  }
}
