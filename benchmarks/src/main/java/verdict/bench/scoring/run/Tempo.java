package verdict.bench.scoring.run;

import java.time.Duration;

/**
 * How long everything takes.
 *
 * @param rounds that count; one more comes before them and does not
 * @param drain about how long the fastest engine is busy in a throughput run
 * @param latency how long arrivals count in a latency run
 */
public record Tempo(int rounds, Duration drain, Duration latency) {}
