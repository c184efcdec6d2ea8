package verdict.bench.scoring.run;

/**
 * What is known of a running engine at one moment.
 *
 * @param nanos when
 * @param committed records committed so far
 * @param cpuNanos processor time of the engine's process so far
 */
record Sample(long nanos, long committed, long cpuNanos) {}
