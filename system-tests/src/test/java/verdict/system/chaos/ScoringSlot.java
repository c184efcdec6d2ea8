package verdict.system.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One scoring process and its successors under one instance name; confined to its lane. */
final class ScoringSlot implements AutoCloseable {

  private static final int HEAP_MEGABYTES = 256;

  /** The drain and what closing takes. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  /** How long a process may take to come to a step, as long as others may be in its way. */
  private static final Duration STEP_LIMIT = Duration.ofSeconds(20);

  /** Enough for a commit that nothing is in the way of. */
  private static final Duration COMMIT_TIME = Duration.ofMillis(300);

  /** As a process ends that was told to stop: SIGTERM's. */
  private static final int STOPPED = 143;

  private final int number;
  private final Path folder;
  private final Map<String, String> environment;
  private final List<Link> links;
  private final Pause pause;
  private final Tally tally;
  private @Nullable Child child;

  ScoringSlot(
      int number,
      Path folder,
      Map<String, String> environment,
      List<Link> links,
      Pause pause,
      Tally tally) {
    this.number = number;
    this.folder = folder;
    this.environment = new HashMap<>(environment);
    this.links = links;
    this.pause = pause;
    this.tally = tally;
  }

  /** Starts the process, or a new one if the last has ended; does not wait for it. */
  void launch() {
    child =
        Child.start("scoring-" + number, folder, environment, HEAP_MEGABYTES, SteppedScoring.class);
  }

  void awaitReady() throws InterruptedException {
    Objects.requireNonNull(child).awaitReady(SteppedScoring.READY);
  }

  private void start() throws InterruptedException {
    launch();
    awaitReady();
  }

  void suffer(FaultPlan.Planned planned) throws InterruptedException {
    Child running = alive();
    Fault suffered = planned.fault();
    switch (suffered) {
      case KILLED -> running.kill();
      case KILLED_AT_STEP -> killAt(running, planned.step(), planned.passes());
      case STOPPED -> stop(running);
      case FROZEN_BRIEFLY, FROZEN_PAST_ITS_SESSION -> {
        running.freeze();
        pause.of(planned.length());
        running.thaw();
      }
      case CUT_OFF -> {
        links.forEach(Link::cut);
        pause.of(planned.length());
        links.forEach(Link::heal);
      }
      case ANSWER_LOST -> {
        if (!loseAnswer(running, planned)) {
          running.kill(); // or it would stop there later, unheard
          suffered = Fault.KILLED;
        }
      }
      default -> throw new IllegalArgumentException(planned.fault().name());
    }
    tally.suffered("scoring-" + number, suffered);
    alive();
  }

  private void killAt(Child running, CommitStep step, int passes) throws InterruptedException {
    if (arrives(running, step, passes)) {
      if (step == CommitStep.COMMIT_UNANSWERED) {
        commitDeafly(running);
      }
      tally.reached(step);
    }
    running.kill();
    links.forEach(Link::heal);
  }

  private boolean loseAnswer(Child running, FaultPlan.Planned planned) throws InterruptedException {
    if (!arrives(running, CommitStep.COMMIT_UNANSWERED, planned.passes())) {
      return false;
    }
    commitDeafly(running);
    pause.of(planned.length());
    links.forEach(Link::heal);
    return true;
  }

  /** Has the commit sent, and its answer lost. */
  private void commitDeafly(Child running) throws InterruptedException {
    links.forEach(Link::deafen);
    running.tell(SteppedScoring.GO);
    pause.of(COMMIT_TIME);
  }

  /** Whether it comes to the step in time, and stands there. */
  private static boolean arrives(Child running, CommitStep step, int passes)
      throws InterruptedException {
    running.tell(SteppedScoring.ARM + step + " " + passes);
    return running.hears(SteppedScoring.AT + step, STEP_LIMIT);
  }

  private void stop(Child running) throws InterruptedException {
    if (!running.stop(STOP_LIMIT)) {
      tally.problem("scoring-" + number + " did not stop within " + STOP_LIMIT);
    } else if (running.exitCode() != STOPPED) {
      tally.problem("scoring-" + number + " ended with " + running.exitCode() + " when stopped");
    }
  }

  /** The running process; a dead one has a successor. */
  private Child alive() throws InterruptedException {
    Child running = child;
    if (running == null || !running.isAlive()) {
      start();
    }
    return Objects.requireNonNull(child);
  }

  /** Nothing but a fault may end a process. */
  void requireAlive() throws InterruptedException {
    Child running = child;
    if (running != null && !running.isAlive()) {
      tally.problem("scoring-" + number + " ended by itself: exit " + running.exitCode());
      start();
    }
  }

  /** Ends it as an operator does. */
  void stop() throws InterruptedException {
    Child running = child;
    if (running != null && running.isAlive()) {
      stop(running);
    }
  }

  @Override
  public void close() {
    if (child != null) {
      child.close();
    }
  }
}
