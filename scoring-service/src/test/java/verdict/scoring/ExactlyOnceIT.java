package verdict.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import verdict.testkit.KafkaServer;
import verdict.testkit.SampleRecords;
import verdict.testkit.Servers;
import verdict.wire.Letter;
import verdict.wire.Topic;

/** G2, G3 and G4 on a real broker: each record one outcome, in order, letters unaltered. */
@ExtendWith(Servers.class)
class ExactlyOnceIT {

  @Test
  void every_record_of_a_mixed_flood_has_exactly_one_outcome_in_order(KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      line.send(SampleRecords.mixed(0, 20_000, 7));
      ScoringService service = line.start("one");
      line.awaitAllCommitted();
      assertThat(line.stateOf(service)).contains("Running").containsPattern("partitions\":[1-9]");
      line.stop(service);

      assertThat(line.problems()).isEmpty();
      assertThat(service.failure()).isNotDone();
      assertThat(
              line.read(Topic.LETTERS).stream()
                  .flatMap(letter -> Letter.read(letter.headers()).stream())
                  .map(letter -> letter.code().name())
                  .distinct())
          .contains("UNDECODABLE", "TRUNCATED", "UNKNOWN_SCHEMA", "EMPTY_VALUE", "KEY_MISMATCH")
          .contains("VALUE_TOO_LARGE", "UNKNOWN_PRODUCT", "INVALID_FIELD", "INVALID_ATTRIBUTE");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONSUMER", "CLASSIC"})
  void instances_that_come_and_go_lose_and_double_nothing(String protocol, KafkaServer kafka) {
    Random random = new Random(42);
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      List<ScoringService> running = new ArrayList<>();
      List<String> idle = new ArrayList<>(List.of("a", "b", "c"));
      List<String> names = new ArrayList<>();
      long sent = 0;
      for (int round = 0; round < 8; round++) {
        line.send(SampleRecords.mixed(round * 1_500, 1_500, round));
        sent += 1_500;
        boolean starts = running.isEmpty() || (!idle.isEmpty() && random.nextInt(3) > 0);
        if (starts) {
          String name = idle.removeFirst();
          names.add(name);
          running.add(line.start(name, "VERDICT_SCORING_GROUP_PROTOCOL", protocol));
        } else {
          int chosen = random.nextInt(running.size());
          line.stop(running.remove(chosen));
          idle.add(names.remove(chosen));
        }
        if (round % 3 == 2 && !running.isEmpty()) {
          line.awaitCommitted(sent / 2);
        }
      }
      if (running.isEmpty()) {
        running.add(line.start("a", "VERDICT_SCORING_GROUP_PROTOCOL", protocol));
      }
      line.awaitAllCommitted();
      running.forEach(
          service -> {
            assertThat(service.failure()).isNotDone();
            line.stop(service);
          });
      assertThat(line.problems()).isEmpty();
    }
  }

  @Test
  void a_lone_application_and_a_replay_are_answered_too(KafkaServer kafka) {
    try (ScoringLine line = ScoringLine.fresh(kafka)) {
      line.start("one");
      ProducerRecord<byte @Nullable [], byte @Nullable []> lone =
          SampleRecords.good(1, 1).getFirst();
      line.send(List.of(lone));
      line.awaitAndVerify();
      line.send(
          Stream.of(lone)
              .map(r -> new ProducerRecord<>(Topic.REPLAY.topicName(), r.key(), r.value()))
              .toList());
      line.awaitAndVerify();
    }
  }
}
