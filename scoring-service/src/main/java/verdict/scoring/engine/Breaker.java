package verdict.scoring.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
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

  /** Causes that an operator wants as letters; the oldest makes way. */
  private static final int ACCEPTED_BOUND = 16;

  /** Stands in the window for an outcome that is no letter. */
  private static final String FINE = "";

  private final int bound;
  private final Window window;
  private final SequencedMap<String, Resumption.Accepted> accepted = new LinkedHashMap<>();
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
    if (batch.stream().noneMatch(Outcome.Lettered.class::isInstance)) {
      return Optional.empty();
    }
    Window trial = window.copy();
    for (Outcome outcome : batch) {
      Optional<String> cause = cause(outcome);
      int count = cause.map(trial::add).orElse(0);
      if (outcome instanceof Outcome.Lettered lettered && count > bound) {
        Letter letter = lettered.letter();
        return Optional.of(new Flood(letter.fingerprint(), letter.code(), letter.source()));
      }
    }
    return Optional.empty();
  }

  /**
   * What goes into the window. Nothing for garbage and for what is wanted: much of it would hide a
   * flood behind it.
   */
  private Optional<String> cause(Outcome outcome) {
    if (!(outcome instanceof Outcome.Lettered lettered)) {
      return Optional.of(FINE);
    }
    Letter letter = lettered.letter();
    Resumption.Accepted wanted = accepted.get(letter.fingerprint());
    return COUNTED.contains(letter.code().stage()) && (wanted == null || !wanted.covers(letter))
        ? Optional.of(letter.fingerprint())
        : Optional.empty();
  }

  /**
   * This batch is committed up to these positions.
   *
   * @return whether that ended a flood: the record that stood for it has its outcome
   */
  boolean committed(List<Outcome> batch, Map<TopicPartition, OffsetAndMetadata> upTo) {
    batch.forEach(outcome -> cause(outcome).ifPresent(window::add));
    Flood found = flood;
    OffsetAndMetadata position = found == null ? null : upTo.get(found.partition());
    return found != null
        && position != null
        && position.offset() > found.sample().offset()
        && over();
  }

  /** These partitions are another process's, and so is a flood there. */
  void left(Collection<TopicPartition> partitions) {
    Flood found = flood;
    if (found != null && partitions.contains(found.partition())) {
      over();
    }
  }

  private boolean over() {
    flood = null;
    wait = FIRST_WAIT;
    return true;
  }

  /**
   * A batch was taken back.
   *
   * @return whether that is news: a trial that failed is none
   */
  boolean open(Flood found, long now) {
    Flood before = flood;
    flood = found;
    trialAt = now + wait.toNanos();
    wait = wait.multipliedBy(2).compareTo(WAIT_BOUND) > 0 ? WAIT_BOUND : wait.multipliedBy(2);
    return before == null || !before.fingerprint().equals(found.fingerprint());
  }

  /**
   * Does what was asked meanwhile.
   *
   * @return whether anything was
   */
  boolean attend() {
    boolean asked = false;
    for (Resumption request = requests.poll(); request != null; request = requests.poll()) {
      asked = true;
      request.accepted().ifPresent(this::accept);
      window.clear();
      over();
    }
    return asked;
  }

  private void accept(Resumption.Accepted some) {
    accepted.merge(some.fingerprint(), some, Resumption.Accepted::and);
    if (accepted.size() > ACCEPTED_BOUND) {
      accepted.pollFirstEntry();
    }
  }

  /** Whether the intake is to wait: there is a flood, and it is not time for a trial. */
  boolean holds(long now) {
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
