package verdict.system.chaos;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The faults of one lane, one after the other: a scoring process each, and one for the servers. The
 * same again for a seed. Not thread-safe.
 */
final class FaultPlan {

  private static final CommitStep[] STEPS = CommitStep.values();

  /** So that a process gets on before it dies. */
  private static final int PASSES_BOUND = 12;

  private final Random random;
  private final List<Fault> choice;
  private int nextStep;

  private FaultPlan(long seed, boolean ofProcess) {
    this.random = new Random(seed);
    this.choice =
        Arrays.stream(Fault.values())
            .filter(fault -> fault.isOfProcess() == ofProcess)
            .flatMap(fault -> Stream.generate(() -> fault).limit(fault.weight()))
            .toList();
    this.nextStep = random.nextInt(STEPS.length);
  }

  static FaultPlan ofProcess(long seed, int process) {
    return new FaultPlan(seed * 31 + process, true);
  }

  static FaultPlan ofServers(long seed) {
    return new FaultPlan(seed * 31 - 1, false);
  }

  /**
   * One fault.
   *
   * @param rest before it
   * @param step where a process is killed at a step
   * @param passes how often the process passes the step before
   * @param broker which one, where it is one of them
   * @param length how long, where it lasts
   */
  record Planned(
      Duration rest, Fault fault, CommitStep step, int passes, int broker, Duration length) {}

  Planned next() {
    Fault fault = choice.get(random.nextInt(choice.size()));
    // Each in turn, so that a short run meets them all.
    CommitStep step = STEPS[nextStep];
    if (fault == Fault.KILLED_AT_STEP) {
      nextStep = (nextStep + 1) % STEPS.length;
    }
    return new Planned(
        fault.isOfProcess() ? millis(100, 1_500) : millis(3_000, 12_000),
        fault,
        step,
        random.nextInt(PASSES_BOUND),
        random.nextInt(Cluster.BROKERS),
        switch (fault) {
          case FROZEN_BRIEFLY -> millis(1_000, 4_000);
          case FROZEN_PAST_ITS_SESSION, CUT_OFF_PAST_ITS_SESSION -> millis(8_000, 20_000);
          default -> millis(500, 4_000);
        });
  }

  private Duration millis(int from, int to) {
    return Duration.ofMillis(random.nextInt(from, to));
  }
}
