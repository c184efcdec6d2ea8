package verdict.bench.scoring.run;

import java.time.Duration;

/**
 * How long everything takes.
 *
 * @param rounds that count; one more comes before them and does not
 * @param drain about how long the fastest engine is busy in a throughput run
 * @param latency how long arrivals count in a latency run
 */
public record Tempo(int rounds, Duration drain, Duration latency) {

  /** Rounds before the first cell, for the compilers in all processes, the broker's among them. */
  static final int WARM_UP_ROUNDS = 3;

  /** How long the fastest engine is busy in each of them. */
  static final Duration WARM_UP_DRAIN = Duration.ofSeconds(3);

  /** A throughput run of which less counts says more about the driver's clock than the engine's. */
  Duration shortest() {
    return drain.dividedBy(3);
  }

  /** For the rounds before the first cell. */
  Tempo warmUp() {
    return new Tempo(WARM_UP_ROUNDS, WARM_UP_DRAIN, latency);
  }
}
