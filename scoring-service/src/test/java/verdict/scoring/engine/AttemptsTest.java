package verdict.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class AttemptsTest {

  private static final TopicPartition PARTITION = new TopicPartition("t", 0);
  private static final Uuid ID = Uuid.randomUuid();

  /** What stands beside the offset; a new process each time that {@code Attempts} is made. */
  private Optional<OffsetNote> written = Optional.empty();

  @Test
  void the_third_process_that_begins_at_a_position_tries_each_record_alone() {
    assertThat(process().isSuspect(PARTITION)).isFalse();
    assertThat(process().isSuspect(PARTITION)).isFalse();
    assertThat(process().isSuspect(PARTITION)).isTrue();
  }

  @Test
  void one_process_counts_once_however_often_it_begins() {
    Attempts attempts = process();
    for (int i = 0; i < 10; i++) {
      begin(attempts);
      assertThat(attempts.isSuspect(PARTITION)).isFalse();
    }
    assertThat(written).contains(new OffsetNote(ID, 1, 0));
  }

  @Test
  void progress_clears_all_suspicion() {
    process();
    process();
    Attempts attempts = process();
    attempts.progressed(PARTITION);
    written = Optional.empty();
    begin(attempts);

    assertThat(attempts.isSuspect(PARTITION)).isFalse();
    assertThat(written).contains(new OffsetNote(ID, 1, 0));
  }

  @Test
  void a_process_that_leaves_alive_takes_its_attempt_back() {
    for (int i = 0; i < 10; i++) {
      Attempts attempts = process();
      assertThat(attempts.isSuspect(PARTITION)).isFalse();
      write(Optional.of(attempts.leave(PARTITION)));
    }
    assertThat(written).contains(OffsetNote.of(ID));
  }

  @Test
  void a_record_that_ended_three_processes_alone_is_not_tried_again() {
    for (int i = 0; i < 3; i++) {
      Attempts attempts = process();
      Optional<OffsetAndMetadata> note = attempts.tryAlone(PARTITION, 7, ID);
      assertThat(note).isPresent();
      assertThat(attempts.tryAlone(PARTITION, 7, ID)).isEqualTo(note); // an outage in between
      write(note);
    }
    Attempts last = process();

    assertThat(last.isSuspect(PARTITION)).isTrue();
    assertThat(last.tryAlone(PARTITION, 7, ID)).isEmpty();
    assertThat(last.tryAlone(PARTITION, 8, ID)).isPresent();
  }

  @Test
  void what_others_wrote_meanwhile_counts_more_than_what_this_process_remembers() {
    Attempts attempts = process();
    process();
    process();

    begin(attempts);

    assertThat(written).contains(new OffsetNote(ID, 4, 0));
    assertThat(attempts.isSuspect(PARTITION)).isTrue();
  }

  @Test
  void another_position_is_another_beginning() {
    Attempts attempts = process();
    OffsetAndMetadata later =
        attempts.begin(new Positions.Started(PARTITION, ID, 9, 100, Optional.empty()));

    assertThat(later.offset()).isEqualTo(9);
    assertThat(attempts.leave(PARTITION).offset()).isEqualTo(9);
  }

  private Attempts process() {
    Attempts attempts = new Attempts();
    begin(attempts);
    return attempts;
  }

  private void begin(Attempts attempts) {
    write(Optional.of(attempts.begin(new Positions.Started(PARTITION, ID, 7, 100, written))));
  }

  private void write(Optional<OffsetAndMetadata> note) {
    written = note.flatMap(some -> OffsetNote.parse(some.metadata()));
  }
}
