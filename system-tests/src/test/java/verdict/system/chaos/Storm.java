package verdict.system.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import verdict.app.command.Settings;
import verdict.kit.Configuration;
import verdict.scoring.ScoringConfig;
import verdict.testkit.Contents;
import verdict.testkit.Eventually;
import verdict.testkit.OutcomeVerifier.Problem;
import verdict.testkit.Topics;

/**
 * A rebalance storm: while a group works off a backlog its instances start and stop faster than it
 * can settle. Then each record must have one outcome.
 */
final class Storm {

  /** The one that a release has to weather. */
  static final Size WHOLE = new Size(80, 12, 500_000);

  /** Longest rest between two starts or stops. */
  private static final int REST_MILLIS = 500;

  /** One in so many: broken ones are large, and all are compared in memory. */
  private static final int ONE_BROKEN_IN = 1_000;

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration READ_LIMIT = Duration.ofMinutes(5);

  private final Random random;
  private final String bootstrapServers;
  private final Size size;
  private final Pause pause = new Pause();
  private final FaultTally tally = new FaultTally();
  private final Progress progress = new Progress(System::nanoTime);
  private final List<StormyInstance> instances;

  /** Of the applications' topic, of the group, of the backlog. */
  record Size(int partitions, int instances, int records) {}

  private Storm(long seed, String bootstrapServers, Size size) {
    this.random = new Random(seed);
    this.bootstrapServers = bootstrapServers;
    this.size = size;
    this.instances =
        IntStream.range(0, size.instances())
            .mapToObj(number -> new StormyInstance(config(number), tally))
            .toList();
  }

  /**
   * @param bootstrapServers of a broker without topics
   */
  static Report of(long seed, String bootstrapServers, Size size) throws InterruptedException {
    Storm storm = new Storm(seed, bootstrapServers, size);
    try {
      return storm.run(seed);
    } catch (RuntimeException | AssertionError e) {
      storm.tally.brokeOff(e);
      return storm.report(List.of());
    }
  }

  private Report run(long seed) throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        Load load = new Load(bootstrapServers, seed, ONE_BROKEN_IN, pause)) {
      Topics.createForScoring(admin, size.partitions());
      load.backlog(size.records());
      Contents contents = new Contents(bootstrapServers, admin);
      rage(contents);
      return report(contents.problems(READ_LIMIT, Optional.of(Recomputed.byShippedBundle())));
    }
  }

  private Report report(List<Problem> broken) {
    return new Report(
        tally.faults(),
        tally.steps(),
        size.records(),
        broken,
        tally.problems(),
        tally.spared(),
        progress.slowest());
  }

  private ScoringConfig config(int number) {
    return ScoringConfig.from(
        Configuration.read(
            Map.of(
                "VERDICT_KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers,
                "VERDICT_SCORING_INSTANCE",
                "storm-" + number,
                "VERDICT_SCORING_ADMIN_PORT",
                "0",
                "VERDICT_SCORING_WORKERS",
                "1"),
            Settings.all()));
  }

  private void rage(Contents contents) throws InterruptedException {
    try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> storm = lanes.submit(() -> blow(lanes));
      try {
        Eventually.until(
            LIMIT, () -> progress.look(contents) || progress.isStalled() || storm.isDone());
        if (progress.isStalled()) {
          tally.problem("stalled: " + contents.uncommitted());
        }
      } finally {
        pause.end(); // or the lanes would never be done
      }
      finish(storm);
    } finally {
      instances.forEach(StormyInstance::close);
    }
  }

  /** Starts and stops instances until the storm is over; each takes its own time to do so. */
  private boolean blow(ExecutorService lanes) throws InterruptedException {
    List<Future<?>> turns = new ArrayList<>();
    while (!pause.isOver()) {
      List<StormyInstance> idle =
          instances.stream().filter(instance -> !instance.isTurning()).toList();
      if (!idle.isEmpty()) {
        StormyInstance chosen = idle.get(random.nextInt(idle.size()));
        turns.add(lanes.submit(() -> chosen.turn(pause, !progress.isStarved())));
      }
      pause.of(Duration.ofMillis(random.nextInt(REST_MILLIS)));
    }
    for (Future<?> turn : turns) {
      finish(turn);
    }
    return true;
  }

  private void finish(Future<?> lane) throws InterruptedException {
    try {
      lane.get();
    } catch (ExecutionException e) {
      tally.problem("a lane broke: " + e.getCause());
    }
  }
}
