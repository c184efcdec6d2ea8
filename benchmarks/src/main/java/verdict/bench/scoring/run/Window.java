package verdict.bench.scoring.run;

import java.util.List;
import java.util.Optional;

/**
 * The part of a run that counts: between two commits, both with work behind and before them. The
 * time before the first commit is joining the group; after it a while is left out as warm-up. The
 * last commit of a drained topic is left out, too: some engines wait for their interval before it,
 * others commit at once when nothing is left, and neither says how fast they are.
 *
 * @param records committed between its ends
 * @param nanos between its ends
 * @param cpuNanos that the engine's process used between its ends
 */
record Window(long records, long nanos, long cpuNanos) {

  /**
   * The part of a run that counts.
   *
   * @param samples in the order of time, one for each observed commit
   * @param drained whether the last one is the end of the topic
   * @return empty if the run was too short to say anything
   */
  static Optional<Window> of(List<Sample> samples, boolean drained, long warmUpNanos) {
    int last = samples.size() - (drained ? 2 : 1);
    int first = 0;
    while (first < last && samples.get(first).nanos() - samples.get(0).nanos() < warmUpNanos) {
      first++;
    }
    if (first >= last) {
      return Optional.empty();
    }
    Sample from = samples.get(first);
    Sample to = samples.get(last);
    return Optional.of(
        new Window(
            to.committed() - from.committed(),
            to.nanos() - from.nanos(),
            to.cpuNanos() - from.cpuNanos()));
  }

  double recordsPerSecond() {
    return records * 1e9 / nanos;
  }

  double cpuMicrosPerRecord() {
    return cpuNanos / 1e3 / records;
  }
}
