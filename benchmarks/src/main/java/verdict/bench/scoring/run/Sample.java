package verdict.bench.scoring.run;

/**
 * What was seen of a running engine at one moment.
 *
 * @param nanos when
 * @param committed input records committed so far
 * @param cpuNanos processor time of the engine's process so far
 */
record Sample(long nanos, long committed, long cpuNanos) {

  Sample scaled(double factor) {
    return new Sample(nanos, Math.round(committed * factor), cpuNanos);
  }
}
