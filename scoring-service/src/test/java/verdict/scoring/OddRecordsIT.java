package verdict.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import verdict.testkit.KafkaServer;
import verdict.testkit.SampleRecords;
import verdict.testkit.SampleRecords.Flaw;
import verdict.testkit.Servers;
import verdict.wire.Letter;
import verdict.wire.Topic;

/** Records that compress below the broker's limits and unpack beyond every letter's. */
@ExtendWith(Servers.class)
class OddRecordsIT {

  @Test
  void a_value_that_unpacks_beyond_every_topic_becomes_a_pointer_letter(KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      line.send(
          List.of(new ProducerRecord<>(Topic.APPLICATIONS.topicName(), key(), new byte[3 << 20])));
      line.start("one");
      line.awaitAllCommitted();

      Letter letter = onlyLetter(line);
      assertThat(letter.pointer())
          .hasValueSatisfying(p -> assertThat(p.length()).isEqualTo(3 << 20));
    }
  }

  @Test
  void headers_and_keys_that_no_letter_can_hold_do_not_stop_the_line(KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      ProducerRecord<byte @Nullable [], byte @Nullable []> heads =
          SampleRecords.record(1, Flaw.NULL_VALUE);
      heads.headers().add("filler", new byte[3 << 20]);
      line.send(List.of(heads));
      line.send(
          List.of(
              new ProducerRecord<>(
                  Topic.APPLICATIONS.topicName(), new byte[3 << 20], new byte[] {1})));
      line.send(SampleRecords.good(10, 10));
      line.start("one");
      line.awaitAllCommitted();

      assertThat(line.read(Topic.LETTERS)).hasSize(2);
      assertThat(line.read(Topic.SCORES)).hasSize(10);
    }
  }

  @Test
  void keyless_records_find_a_letters_topic_of_any_width(KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      line.delete(Topic.LETTERS);
      line.create(Topic.LETTERS, 1);
      line.send(
          java.util.stream.IntStream.range(0, 100)
              .mapToObj(number -> SampleRecords.record(number, Flaw.NULL_KEY))
              .toList());
      line.start("one");

      line.awaitAndVerify();
    }
  }

  private static byte[] key() {
    return "key".getBytes(StandardCharsets.UTF_8);
  }

  private static Letter onlyLetter(ScoringLine line) {
    List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> letters = line.read(Topic.LETTERS);
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst().value()).isNull();
    assertThat(letters.getFirst().key()).isEqualTo(key());
    return Letter.read(letters.getFirst().headers()).orElseThrow();
  }
}
