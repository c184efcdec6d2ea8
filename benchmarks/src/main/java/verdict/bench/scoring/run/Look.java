package verdict.bench.scoring.run;

/**
 * What the driver saw of a running engine at one moment.
 *
 * @param nanos when
 * @param done how far it was: committed inputs, or the end of the committed outputs
 * @param cpuNanos processor time of the engine's process so far
 */
record Look(long nanos, Offsets done, long cpuNanos) {

  Sample sample(long records) {
    return new Sample(nanos, records, cpuNanos);
  }
}
