package verdict.bench.scoring.engine;

import java.util.List;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.EngineName;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;

/**
 * What one worker process is for.
 *
 * @param threads that compute: as many as there are processors
 * @param turnsPerMicro of {@link Spin}
 */
public record Job(EngineName engine, String bootstrapServers, int threads, double turnsPerMicro) {

  private static final String CELL = "cell";
  private static final String START = "start";

  /** Ends the run at hand. */
  public static final String STOP = "stop";

  /** As the worker's arguments. */
  public List<String> arguments() {
    return List.of(
        engine.name(), bootstrapServers, Integer.toString(threads), Double.toString(turnsPerMicro));
  }

  static Job of(String[] arguments) {
    return new Job(
        EngineName.valueOf(arguments[0]),
        arguments[1],
        Integer.parseInt(arguments[2]),
        Double.parseDouble(arguments[3]));
  }

  /** The order to do another cell's work from now on. */
  public static String order(Cell cell) {
    return String.join(" ", CELL, cell.shape().name(), cell.work().name());
  }

  /** The order to begin a run as a new consumer group. */
  public static String order(String group, String topicId) {
    return String.join(" ", START, group, topicId);
  }

  static boolean isCell(String order) {
    return order.startsWith(CELL + " ");
  }

  static Cell cell(String order) {
    String[] words = order.split(" ", -1);
    return new Cell(Shape.valueOf(words[1]), Work.valueOf(words[2]));
  }
}
