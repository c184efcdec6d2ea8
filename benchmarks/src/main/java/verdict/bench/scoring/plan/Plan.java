package verdict.bench.scoring.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is measured, cell by cell. */
public record Plan(List<Part> parts) {

  private static final List<EngineName> ALL = List.of(EngineName.values());
  private static final List<EngineName> PEERS =
      ALL.stream().filter(engine -> engine != EngineName.PLAIN).toList();
  private static final List<EngineName> SHARE = List.of(EngineName.CEILING, EngineName.VERDICT);

  private static final List<EngineName> SHARE_AND_STREAMS =
      List.of(EngineName.CEILING, EngineName.VERDICT, EngineName.STREAMS);

  private static final List<EngineName> TRANSACTIONAL_OR_PLAIN =
      List.of(EngineName.VERDICT, EngineName.STREAMS, EngineName.SPRING, EngineName.PLAIN);

  /** Those whose latencies have a target. */
  public static final List<EngineName> COMPARED =
      List.of(EngineName.VERDICT, EngineName.STREAMS, EngineName.PLAIN);

  public Plan {
    parts = List.copyOf(parts);
  }

  /**
   * Everything that has a target, in half an hour: all engines on uniform records and at 100 µs;
   * the ceiling's share at 1 ms; latency of the real decision and of 100 µs.
   */
  public static Plan usual() {
    List<Part> parts = new ArrayList<>();
    parts.add(part(Shape.UNIFORM, Work.NONE, PEERS, List.of()));
    parts.add(part(Shape.UNIFORM, Work.REAL, ALL, TRANSACTIONAL_OR_PLAIN));
    parts.add(part(Shape.UNIFORM, Work.MICROS_100, ALL, COMPARED));
    parts.add(part(Shape.UNIFORM, Work.MILLI_1, SHARE_AND_STREAMS, List.of()));
    for (Shape shape : Shape.values()) {
      if (shape != Shape.UNIFORM) {
        parts.add(part(shape, Work.MICROS_100, PEERS, List.of()));
        parts.add(part(shape, Work.MILLI_1, SHARE, List.of()));
      }
    }
    return new Plan(parts);
  }

  /** Every shape with every work, every engine, every latency: hours. */
  public static Plan full() {
    return new Plan(
        Arrays.stream(Shape.values())
            .flatMap(
                shape ->
                    Arrays.stream(Work.values())
                        .map(work -> part(shape, work, ALL, exceptCeiling())))
            .toList());
  }

  private static List<EngineName> exceptCeiling() {
    return ALL.stream().filter(engine -> engine != EngineName.CEILING).toList();
  }

  private static Part part(
      Shape shape, Work work, List<EngineName> engines, List<EngineName> latencies) {
    return new Part(new Cell(shape, work), engines, latencies);
  }

  /** What is left of it. */
  public Plan only(List<Shape> shapes, List<Work> works, List<EngineName> engines) {
    return new Plan(
        parts.stream()
            .filter(part -> shapes.contains(part.cell().shape()))
            .filter(part -> works.contains(part.cell().work()))
            .map(part -> part.only(engines))
            .filter(part -> !part.engines().isEmpty())
            .toList());
  }

  /** The same with throughput alone. */
  public Plan withoutLatency() {
    return new Plan(
        parts.stream().map(part -> new Part(part.cell(), part.engines(), List.of())).toList());
  }
}
