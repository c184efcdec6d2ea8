package verdict.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import verdict.testkit.Contents;
import verdict.testkit.Eventually;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;
import verdict.testkit.Topics;
import verdict.wire.ConsumerGroups;
import verdict.wire.Topic;

/** G2, G3 and G5 of a process that comes back, after others have taken over, to finish a commit. */
@Timeout(600)
@ExtendWith(Servers.class)
class FrozenScoringIT {

  /**
   * Frozen at least so long, and in any case until its session and its transaction are over. A
   * guarantee speaks of a minute: -Dverdict.test.frozen=60.
   */
  private static final Duration AT_LEAST =
      Duration.ofSeconds(Integer.getInteger("verdict.test.frozen", 0));

  private static final int RATE = 250;
  private static final int ONE_BROKEN_IN = 12;
  private static final int AFTERWARDS = 1_000;
  private static final int HEAP_MEGABYTES = 256;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final CommitStep STEP = CommitStep.ALL_SENT;

  @TempDir private Path folder;

  private final Pause flowing = new Pause();
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
  void a_process_frozen_with_a_transaction_open_doubles_nothing_when_it_goes_on() throws Exception {
    try (Child zombie = start("zombie");
        Child heir = start("heir")) {
      zombie.awaitReady(SteppedScoring.READY);
      heir.awaitReady(SteppedScoring.READY);

      freezeInACommit(zombie);
      long frozenAt = System.nanoTime();
      awaitAllAnswered();
      waitOut(AT_LEAST.minusNanos(System.nanoTime() - frozenAt));
      zombie.tell(SteppedScoring.GO);
      zombie.thaw();
      try (Load more = load(2)) {
        more.backlog(AFTERWARDS);
      }
      awaitAllAnswered();

      assertThat(contents.problems(PATIENCE, Optional.of(Recomputed.byShippedBundle()))).isEmpty();
      assertThat(heir.isAlive()).isTrue();
      Eventually.until(PATIENCE, () -> members() == 2 || !zombie.isAlive());
    }
  }

  /**
   * Load flows until a transaction of it is open with all outputs in it, and the broker says so.
   */
  private void freezeInACommit(Child zombie) throws Exception {
    try (ExecutorService lane = Executors.newVirtualThreadPerTaskExecutor();
        Load load = load(1)) {
      Future<?> flow =
          lane.submit(
              () -> {
                load.flow(RATE);
                return true;
              });
      try {
        zombie.tell(SteppedScoring.ARM + STEP + " 0");
        assertThat(zombie.hears(SteppedScoring.AT + STEP, PATIENCE)).isTrue();
        assertThat(
                new Transactions(admin, flowing).isSeenAt(STEP, ConsumerGroups.SCORING + "-zombie"))
            .isTrue();
        zombie.freeze();
      } finally {
        flowing.end();
      }
      flow.get();
    }
  }

  private Load load(long seed) {
    return new Load(kafka.bootstrapServers(), seed, ONE_BROKEN_IN, flowing);
  }

  private void awaitAllAnswered() {
    Eventually.until(PATIENCE, () -> contents.uncommitted().isEmpty());
  }

  private static void waitOut(Duration rest) throws InterruptedException {
    if (rest.isPositive()) {
      assertThat(new Pause().of(rest)).isTrue();
    }
  }

  private int members() {
    return Contents.answer(admin.describeConsumerGroups(List.of(ConsumerGroups.SCORING)).all())
        .values()
        .stream()
        .mapToInt(group -> group.members().size())
        .sum();
  }

  private Child start(String instance) {
    Map<String, String> environment =
        Map.of(
            "VERDICT_KAFKA_BOOTSTRAP_SERVERS",
            kafka.bootstrapServers(),
            "VERDICT_SCORING_INSTANCE",
            instance,
            "VERDICT_SCORING_ADMIN_PORT",
            "0");
    return Child.start(instance, folder, environment, HEAP_MEGABYTES, SteppedScoring.class);
  }
}
