package verdict.bench.scoring.engine;

import java.util.List;
import verdict.bench.scoring.plan.EngineName;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;

/**
 * What one worker process does, for all of its life.
 *
 * @param threads that compute: as many as there are processors
 * @param turnsPerMicro of {@link Spin}
 */
public record Job(
    EngineName engine,
    String bootstrapServers,
    Shape shape,
    Work work,
    int threads,
    double turnsPerMicro) {

  /** As the worker's arguments. */
  public List<String> arguments() {
    return List.of(
        engine.name(),
        bootstrapServers,
        shape.name(),
        work.name(),
        Integer.toString(threads),
        Double.toString(turnsPerMicro));
  }

  static Job of(String[] arguments) {
    return new Job(
        EngineName.valueOf(arguments[0]),
        arguments[1],
        Shape.valueOf(arguments[2]),
        Work.valueOf(arguments[3]),
        Integer.parseInt(arguments[4]),
        Double.parseDouble(arguments[5]));
  }
}
