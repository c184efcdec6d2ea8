package verdict.system.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import verdict.wire.ConsumerGroups;

/** One scoring process and its successors under one instance name; confined to its lane. */
final class ScoringSlot implements AutoCloseable {

  private static final int HEAP_MEGABYTES = 256;

  /** The drain and what closing takes. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  /** How long a process may take to come to a step, as long as others may be in its way. */
  private static final Duration STEP_LIMIT = Duration.ofSeconds(20);

  /** As a process ends that was told to stop: SIGTERM's. */
  private static final int STOPPED = 143;

  private final int number;
  private final Path folder;
  private final Map<String, String> environment;
  private final List<Link> links;
  private final String transactionalId;
  private final Transactions transactions;
  private final Pause pause;
  private final FaultTally tally;
  private @Nullable Child child;

  ScoringSlot(
      int number,
      Path folder,
      Map<String, String> environment,
      List<Link> links,
      Transactions transactions,
      Pause pause,
      FaultTally tally) {
    this.number = number;
    this.folder = folder;
    this.environment = new HashMap<>(environment);
    this.links = links;
    this.transactions = transactions;
    this.transactionalId =
        ConsumerGroups.SCORING + "-" + environment.get("VERDICT_SCORING_INSTANCE");
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
    Child running = living();
    Fault fault = planned.fault();
    boolean suffered =
        switch (fault) {
          case KILLED -> true;
          case KILLED_AT_STEP -> comesTo(running, planned.step(), planned.passes());
          case STOPPED -> {
            stop(running);
            yield true;
          }
          case FROZEN_BRIEFLY, FROZEN_PAST_ITS_SESSION -> {
            running.freeze();
            boolean whole = pause.of(planned.length());
            running.thaw();
            yield whole;
          }
          case CUT_OFF, CUT_OFF_PAST_ITS_SESSION -> {
            links.forEach(Link::cut);
            yield pause.of(planned.length());
          }
          case ANSWER_LOST ->
              comesTo(running, CommitStep.COMMIT_UNANSWERED, planned.passes())
                  && pause.of(planned.length());
          default -> throw new IllegalArgumentException(fault.name());
        };
    // One that did not come to its step would stop there later, unheard.
    boolean killed = fault == Fault.KILLED || fault == Fault.KILLED_AT_STEP || !suffered;
    if (killed) {
      living().kill();
    }
    links.forEach(Link::heal); // no sooner: a dead process gets no late answer
    if (killed || fault == Fault.STOPPED) {
      start();
    }
    tally.suffered("scoring-" + number, suffered ? fault : Fault.KILLED);
    if (suffered && fault == Fault.KILLED_AT_STEP) {
      tally.reached(planned.step());
    }
    living();
  }

  /** Whether it stands at the step, and the broker sees its transaction there, too. */
  private boolean comesTo(Child running, CommitStep step, int passes) throws InterruptedException {
    running.tell(SteppedScoring.ARM + step + " " + passes);
    if (!running.hears(SteppedScoring.AT + step, STEP_LIMIT)) {
      return false;
    }
    if (step == CommitStep.COMMIT_UNANSWERED) {
      if (!transactions.isSeenAt(CommitStep.OFFSETS_SENT, transactionalId)) {
        return false;
      }
      links.forEach(Link::deafen);
      running.tell(SteppedScoring.GO);
    }
    return transactions.isSeenAt(step, transactionalId);
  }

  private void stop(Child running) throws InterruptedException {
    if (!running.stop(STOP_LIMIT)) {
      tally.problem("scoring-" + number + " did not stop within " + STOP_LIMIT);
    } else if (running.exitCode() != STOPPED) {
      tally.problem("scoring-" + number + " ended with " + running.exitCode() + " when stopped");
    }
  }

  /** The process, which nothing but a fault may have ended; its successor if something did. */
  private Child living() throws InterruptedException {
    Child running = Objects.requireNonNull(child);
    if (!running.isAlive()) {
      tally.problem("scoring-" + number + " ended by itself: exit " + running.exitCode());
      start();
    }
    return Objects.requireNonNull(child);
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
