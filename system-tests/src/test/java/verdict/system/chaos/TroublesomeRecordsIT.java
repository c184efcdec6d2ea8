package verdict.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.testkit.Contents;
import verdict.testkit.Eventually;
import verdict.testkit.KafkaServer;
import verdict.testkit.SampleRecords;
import verdict.testkit.Servers;
import verdict.testkit.Topics;
import verdict.wire.ErrorCode;
import verdict.wire.Letter;
import verdict.wire.Topic;

/**
 * G2 and G3 of applications whose decision never ends, or ends the process: real processes, started
 * again whenever one ends, as an operator's supervisor does.
 */
@Timeout(3600)
@ExtendWith(Servers.class)
class TroublesomeRecordsIT {

  private static final Logger log = LoggerFactory.getLogger(TroublesomeRecordsIT.class);

  /** A guarantee speaks of 1,000 of them, which takes minutes: -Dverdict.test.stuck=1000. */
  private static final int STUCK = Integer.getInteger("verdict.test.stuck", 8);

  private static final int SOUND_FOR_EACH = 4;

  /**
   * At least: two attempts for each, ten threads that may be lost, of them some to what cannot
   * leave before the process ends.
   */
  private static final int LETTERS_OF_A_PROCESS = 3;

  /** Short, as the time for 1,000 is the question; a sound decision takes microseconds. */
  private static final String DEADLINE = "400ms";

  private static final int HEAP_MEGABYTES = 256;
  private static final Duration PATIENCE = Duration.ofMinutes(45);

  @TempDir private Path folder;

  private KafkaServer kafka;
  private Admin admin;
  private Contents contents;

  @BeforeEach
  void prepare(KafkaServer shared) {
    kafka = shared.fresh();
    admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    contents = new Contents(kafka.bootstrapServers(), admin);
    Topics.createForScoring(admin, Topic.APPLICATIONS.partitions());
  }

  @AfterEach
  void giveBack() {
    admin.close();
    kafka.giveBack();
  }

  @Test
  void one_that_ends_every_process_becomes_a_letter_and_all_others_are_scored()
      throws InterruptedException {
    send(TroubledScoring.KILLING, 1, 400);

    List<Integer> ends = superviseUntilDone();

    // Twice with others in hand, thrice alone.
    assertThat(ends).hasSize(5).containsOnly(TroubledScoring.KILLED);
    assertOutcomes(ErrorCode.PROCESS_KILLED, 1, 400);
  }

  @Test
  void stuck_ones_become_letters_in_their_places_and_all_others_are_scored()
      throws InterruptedException {
    send(TroubledScoring.STUCK, STUCK, STUCK * SOUND_FOR_EACH);
    long start = System.nanoTime();

    List<Integer> ends = superviseUntilDone();

    log.atWarn() // else nobody would see it
        .addKeyValue("stuck", STUCK)
        .addKeyValue("restarts", ends.size())
        .addKeyValue("time", Duration.ofNanos(System.nanoTime() - start))
        .log("done");
    assertThat(ends)
        .hasSizeBetween(1, STUCK / LETTERS_OF_A_PROCESS + 1)
        .containsOnly(TroubledScoring.ENDED_BY_ITSELF);
    assertOutcomes(ErrorCode.SCORING_TIMEOUT, STUCK, STUCK * SOUND_FOR_EACH);
  }

  private void assertOutcomes(ErrorCode code, int letters, int scores) {
    assertThat(
            contents.problems(
                PATIENCE,
                Optional.of(
                    Recomputed.givingUp(
                        code,
                        key ->
                            key.startsWith(TroubledScoring.STUCK)
                                || key.startsWith(TroubledScoring.KILLING)))))
        .isEmpty();
    assertThat(contents.read(PATIENCE, Topic.LETTERS))
        .hasSize(letters)
        .allMatch(letter -> Letter.read(letter.headers()).orElseThrow().code() == code);
    assertThat(contents.read(PATIENCE, Topic.SCORES)).hasSize(scores);
  }

  /** Troublesome ones, evenly among sound ones. */
  private void send(String trouble, int troublesome, int sound) {
    List<ProducerRecord<byte @Nullable [], byte @Nullable []>> records =
        new ArrayList<>(SampleRecords.good(0, sound));
    for (int number = 0; number < troublesome; number++) {
      records.add(
          number * (sound / troublesome + 1),
          new ProducerRecord<>(
              Topic.APPLICATIONS.topicName(),
              (trouble + number).getBytes(StandardCharsets.UTF_8),
              new byte[] {1}));
    }
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    settings.put("key.serializer", ByteArraySerializer.class);
    settings.put("value.serializer", ByteArraySerializer.class);
    try (KafkaProducer<byte @Nullable [], byte @Nullable []> producer =
        new KafkaProducer<>(settings)) {
      records.stream().map(producer::send).toList().forEach(Contents::answer);
    }
  }

  /** With which exit codes processes ended until one came through. */
  private List<Integer> superviseUntilDone() throws InterruptedException {
    List<Child> processes = new ArrayList<>();
    try {
      Eventually.until(
          PATIENCE,
          () -> {
            if (processes.isEmpty() || !processes.getLast().isAlive()) {
              processes.add(start());
            }
            return contents.uncommitted().isEmpty();
          });
    } finally {
      if (!processes.isEmpty()) {
        processes.getLast().close();
      }
    }
    return processes.subList(0, processes.size() - 1).stream().map(Child::exitCode).toList();
  }

  private Child start() {
    Map<String, String> environment =
        Map.of(
            "VERDICT_KAFKA_BOOTSTRAP_SERVERS",
            kafka.bootstrapServers(),
            "VERDICT_SCORING_INSTANCE",
            "troubled",
            "VERDICT_SCORING_WORKERS",
            "2",
            "VERDICT_SCORING_DEADLINE",
            DEADLINE);
    return Child.start("troubled", folder, environment, HEAP_MEGABYTES, TroubledScoring.class);
  }
}
