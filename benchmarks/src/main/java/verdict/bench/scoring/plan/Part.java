package verdict.bench.scoring.plan;

import java.util.List;

/**
 * Who is measured in one cell.
 *
 * @param engines whose throughput is measured, in the order of the first round
 * @param latencies whose latency is measured, too
 */
public record Part(Cell cell, List<EngineName> engines, List<EngineName> latencies) {

  public Part {
    engines = List.copyOf(engines);
    latencies = List.copyOf(latencies);
  }

  /** The same for some engines only. */
  Part only(List<EngineName> some) {
    return new Part(
        cell,
        engines.stream().filter(some::contains).toList(),
        latencies.stream().filter(some::contains).toList());
  }
}
