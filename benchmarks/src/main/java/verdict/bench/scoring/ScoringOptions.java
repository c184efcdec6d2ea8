package verdict.bench.scoring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import verdict.bench.scoring.plan.EngineName;
import verdict.bench.scoring.plan.Plan;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;
import verdict.bench.scoring.run.Tempo;
import verdict.kit.ConfigurationException;

/** What {@code bench scoring} can be told. */
final class ScoringOptions {

  private static final int ROUNDS_BOUND = 1_000;
  private static final double SECONDS_BOUND = 600;
  private static final int THREADS_BOUND = 256;
  private static final double SHORTEST = 0.5;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "Rounds that count (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "1.2",
      description = "About how long the fastest engine is busy in a run (${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--latency-seconds",
      paramLabel = "S",
      defaultValue = "3",
      description = "How long arrivals count in a latency run (${DEFAULT-VALUE}).")
  private double latencySeconds;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads that compute in each engine; 0 for one for each processor.")
  private int threads;

  @Option(
      names = "--shapes",
      split = ",",
      paramLabel = "SHAPE",
      description = "Some of uniform, one, zipf, failing, straggler.")
  private List<String> shapes = List.of();

  @Option(
      names = "--work",
      split = ",",
      paramLabel = "WORK",
      description = "Some of none, real, 100us, 1ms.")
  private List<String> works = List.of();

  @Option(
      names = "--engines",
      split = ",",
      paramLabel = "ENGINE",
      description = "Some of ceiling, verdict, streams, pc-key, pc-txn, spring, plain.")
  private List<String> engines = List.of();

  @Option(
      names = "--full",
      description = "Every shape with every work and every latency, not only what has a target.")
  private boolean full;

  @Option(names = "--no-latency", description = "Throughput alone.")
  private boolean withoutLatency;

  /**
   * @throws ConfigurationException with all that is wrong with the options
   */
  Plan plan() {
    List<String> problems = new ArrayList<>();
    check(rounds >= 1 && rounds <= ROUNDS_BOUND, "--rounds takes 1 to " + ROUNDS_BOUND, problems);
    check(isLength(seconds), "--seconds takes 0.5 to 600", problems);
    check(isLength(latencySeconds), "--latency-seconds takes 0.5 to 600", problems);
    check(threads >= 0 && threads <= THREADS_BOUND, "--threads takes 0 to 256", problems);
    Plan all = full ? Plan.full() : Plan.usual();
    Plan wanted =
        all.only(
            some("--shapes", shapes, Shape.values(), problems),
            some("--work", works, Work.values(), problems),
            some("--engines", engines, EngineName.values(), problems));
    check(
        !problems.isEmpty() || !wanted.parts().isEmpty(),
        "nothing is left to measure: --full has every shape with every work",
        problems);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return withoutLatency ? wanted.withoutLatency() : wanted;
  }

  private static boolean isLength(double length) {
    return length >= SHORTEST && length <= SECONDS_BOUND;
  }

  private static void check(boolean holds, String problem, List<String> problems) {
    if (!holds) {
      problems.add(problem);
    }
  }

  /** Those that are named; all if none is. */
  private static <T> List<T> some(
      String option, List<String> names, T[] known, List<String> problems) {
    if (names.isEmpty()) {
      return List.of(known);
    }
    List<T> found = new ArrayList<>();
    for (String name : names) {
      Optional<T> one = Arrays.stream(known).filter(k -> k.toString().equals(name)).findFirst();
      one.ifPresentOrElse(
          found::add,
          () ->
              problems.add(
                  "%s takes %s, not '%s'"
                      .formatted(
                          option,
                          Arrays.stream(known)
                              .map(Object::toString)
                              .collect(Collectors.joining(", ")),
                          name)));
    }
    return found;
  }

  Tempo tempo() {
    return new Tempo(rounds, duration(seconds), duration(latencySeconds));
  }

  int threads() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }

  private static Duration duration(double length) {
    return Duration.ofMillis(Math.round(length * 1_000));
  }
}
