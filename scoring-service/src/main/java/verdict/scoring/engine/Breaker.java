package verdict.scoring.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import verdict.scoring.evaluate.Outcome;
import verdict.wire.Letter;
import verdict.wire.Stage;

/**
 * Stands before each commit: a broken bundle or release would answer everything with a letter, and
 * nobody wants to replay a day's intake. At most {@code bound} letters of one cause are committed
 * among twice as many outcomes; then the batch is to be taken back and the intake to wait, until a
 * later trial finds it better, or somebody says so.
 *
 * <p>Letters of DECODE and VALIDATE do not count: one producer that sends garbage must not stop the
 * others.
 *
 * <p>Lives as long as the process. Confined to the owner thread, but for what says otherwise.
 */
final class Breaker {

  private static final Set<Stage> COUNTED = EnumSet.of(Stage.POLICY, Stage.SCORE, Stage.ENCODE);

  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final Duration WAIT_BOUND = Duration.ofMinutes(5);

  /** More than an operator types while a step of the owner lasts. */
  private static final int REQUESTS_BOUND = 16;

  /** Stands in the window for every outcome that does not count. */
  private static final String FINE = "";

  private final int bound;
  private final Window window;
  private final Map<String, Resumption.Accepted> accepted = new HashMap<>();
  private final Queue<Resumption> requests = new ArrayBlockingQueue<>(REQUESTS_BOUND);
  private volatile @Nullable Flood flood;
  private Duration wait = FIRST_WAIT;
  private long trialAt;

  /**
   * @param bound most letters of one cause among twice as many outcomes
   */
  Breaker(int bound) {
    this.bound = bound;
    this.window = new Window(2 * bound);
  }

  /** The last outcomes, and how many of each cause. */
  private static final class Window {
    private final int size;
    private final Deque<String> causes;
    private final Map<String, Integer> counts;

    Window(int size) {
      this.size = size;
      this.causes = new ArrayDeque<>();
      this.counts = new HashMap<>();
    }

    private Window(Window other) {
      this.size = other.size;
      this.causes = new ArrayDeque<>(other.causes);
      this.counts = new HashMap<>(other.counts);
    }

    Window copy() {
      return new Window(this);
    }

    /** How many of this cause it holds with this one. */
    int add(String cause) {
      if (causes.size() == size) {
        counts.computeIfPresent(causes.remove(), (same, count) -> count == 1 ? null : count - 1);
      }
      causes.add(cause);
      return counts.merge(cause, 1, Integer::sum);
    }

    void clear() {
      causes.clear();
      counts.clear();
    }
  }

  /** The flood that this batch would be part of; empty if it may be committed. */
  Optional<Flood> judge(List<Outcome> batch) {
    if (batch.stream().map(this::cause).allMatch(FINE::equals)) {
      return Optional.empty();
    }
    Window trial = window.copy();
    for (Outcome outcome : batch) {
      String cause = cause(outcome);
      int count = trial.add(cause);
      if (outcome instanceof Outcome.Lettered lettered && !cause.equals(FINE) && count > bound) {
        Letter letter = lettered.letter();
        return Optional.of(new Flood(letter.fingerprint(), letter.code(), letter.source()));
      }
    }
    return Optional.empty();
  }

  private String cause(Outcome outcome) {
    if (!(outcome instanceof Outcome.Lettered lettered)) {
      return FINE;
    }
    Letter letter = lettered.letter();
    Resumption.Accepted wanted = accepted.get(letter.fingerprint());
    return COUNTED.contains(letter.code().stage()) && (wanted == null || !wanted.covers(letter))
        ? letter.fingerprint()
        : FINE;
  }

  /**
   * This batch is committed.
   *
   * @return whether that ended a flood
   */
  boolean committed(List<Outcome> batch) {
    batch.forEach(outcome -> window.add(cause(outcome)));
    boolean ended = flood != null;
    flood = null;
    wait = FIRST_WAIT;
    return ended;
  }

  /**
   * A batch was taken back.
   *
   * @return whether that is news: a trial that failed is none
   */
  boolean open(Flood found, long now) {
    boolean news = flood == null;
    flood = found;
    trialAt = now + wait.toNanos();
    wait = wait.multipliedBy(2).compareTo(WAIT_BOUND) > 0 ? WAIT_BOUND : wait.multipliedBy(2);
    return news;
  }

  /** Whether the intake is to wait: there is a flood, and it is not time for a trial. */
  boolean holds(long now) {
    for (Resumption request = requests.poll(); request != null; request = requests.poll()) {
      request.accepted().ifPresent(some -> accepted.put(some.fingerprint(), some));
      window.clear();
      wait = FIRST_WAIT;
      trialAt = now;
    }
    return flood != null && trialAt - now > 0;
  }

  /** The flood that it waits for the end of. From any thread. */
  Optional<Flood> flood() {
    return Optional.ofNullable(flood);
  }

  /**
   * Tries again at once. From any thread.
   *
   * @return false if too many such requests wait already
   */
  boolean resume(Resumption request) {
    return requests.offer(request);
  }
}
