package verdict.bench.scoring.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;
import verdict.kit.Logs;
import verdict.scoring.evaluate.Evaluation;

/**
 * The process of one engine. Reads the orders of a {@link Job} line by line, answers {@code done}
 * or {@code failed REASON}, and ends with its standard input.
 */
public final class WorkerMain {

  private final Job job;
  private Cell cell = new Cell(Shape.UNIFORM, Work.REAL);
  private Evaluation evaluation;
  private @Nullable AutoCloseable running;

  private WorkerMain(Job job) {
    this.job = job;
    this.evaluation = Decisions.evaluation(cell, job.turnsPerMicro());
  }

  /** Arguments are a {@link Job}'s. */
  public static void main(String[] arguments) throws IOException {
    Logs.install(Logs.Format.TEXT, "benchmark", Level.ERROR, Level.ERROR);
    WorkerMain worker = new WorkerMain(Job.of(arguments));
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      worker.obey(order);
    }
    // Clients of a run that nobody stopped may have threads that are no daemons.
    System.exit(0);
  }

  private void obey(String order) {
    try {
      if (order.equals(Job.STOP)) {
        stop();
      } else if (Job.isCell(order)) {
        cell = Job.cell(order);
        evaluation = Decisions.evaluation(cell, job.turnsPerMicro());
      } else {
        String[] words = order.split(" ", -1);
        running = start(words[1], Uuid.fromString(words[2]));
      }
      Answer.say("done");
    } catch (Exception e) { // whatever a peer throws is the answer
      fail(e);
    }
  }

  private AutoCloseable start(String group, Uuid topicId) throws Exception {
    Task task =
        new Task(
            job.bootstrapServers(),
            group,
            cell.work(),
            evaluation,
            topicId,
            job.threads(),
            WorkerMain::fail);
    return Peers.of(job.engine()).start(task);
  }

  private void stop() throws Exception {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  private static void fail(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage()).replaceAll("\\s+", " ");
    error.printStackTrace();
    Answer.say("failed %s: %s".formatted(root.getClass().getSimpleName(), message));
  }
}
