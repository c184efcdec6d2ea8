package verdict.system.chaos;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import verdict.testkit.Contents;
import verdict.wire.Topic;

/**
 * How long a line with work to do stands still, or one partition of it. Time while servers are away
 * does not count. Thread-safe.
 */
final class Progress {

  /**
   * A member's session, a transaction's time, and a margin: by then whatever a dead process left
   * behind is taken back.
   */
  static final Duration STALL = Duration.ofSeconds(6 + 15 + 15);

  private static final TopicPartition WHOLE_LINE = new TopicPartition("all", 0);

  private final LongSupplier nanoTicker;
  private final UnaryOperator<Map<TopicPartition, Long>> view;
  private final Map<TopicPartition, Position> positions = new HashMap<>();
  private long excusedSince;
  private long excusedNanos;
  private boolean excused;
  private Duration standing = Duration.ZERO;
  private Duration slowest = Duration.ZERO;

  /** How far a partition was at a look, since when, and whether there was more to do. */
  private record Position(long committed, long since, boolean behind) {}

  private Progress(LongSupplier nanoTicker, UnaryOperator<Map<TopicPartition, Long>> view) {
    this.nanoTicker = nanoTicker;
    this.view = view;
  }

  /** Under a load that the line keeps up with: no partition may stand. */
  static Progress ofEachPartition(LongSupplier nanoTicker) {
    return new Progress(nanoTicker, UnaryOperator.identity());
  }

  /** While it works off a backlog partitions wait for each other: some must go on. */
  static Progress ofTheWhole(LongSupplier nanoTicker) {
    return new Progress(
        nanoTicker,
        offsets -> Map.of(WHOLE_LINE, offsets.values().stream().mapToLong(Long::longValue).sum()));
  }

  /** What stands is not the line's fault now. */
  synchronized void excuse() {
    excusedSince = countedNanos();
    excused = true;
  }

  /** From now on it is. */
  synchronized void demand() {
    if (excused) {
      excused = false;
      excusedNanos = nanoTicker.getAsLong() - excusedSince;
    }
  }

  /** A clock that stands while nothing is demanded. */
  private long countedNanos() {
    return excused ? excusedSince : nanoTicker.getAsLong() - excusedNanos;
  }

  /** Looks; whether all is answered. While servers are away nobody can say. */
  boolean look(Contents contents) {
    try {
      Map<TopicPartition, Long> ends = contents.ends(Topic.INPUTS);
      Map<TopicPartition, Long> committed =
          contents.committed().entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
      seen(committed, ends);
      return ends.entrySet().stream()
          .allMatch(end -> committed.getOrDefault(end.getKey(), 0L).equals(end.getValue()));
    } catch (AssertionError e) {
      return false;
    }
  }

  /** What was seen of each partition. */
  synchronized void seen(Map<TopicPartition, Long> committed, Map<TopicPartition, Long> ends) {
    long now = countedNanos();
    Map<TopicPartition, Long> done = view.apply(committed);
    standing = Duration.ZERO;
    view.apply(ends)
        .forEach((partition, end) -> seen(partition, done.getOrDefault(partition, 0L), end, now));
  }

  private void seen(TopicPartition partition, long committed, long end, long now) {
    boolean behind = committed < end;
    Position before = positions.getOrDefault(partition, new Position(committed, now, behind));
    Duration stood = Duration.ofNanos(now - before.since());
    if (before.committed() == committed && before.behind() && behind) {
      positions.put(partition, before);
      standing = longer(standing, stood);
    } else {
      positions.put(partition, new Position(committed, now, behind));
      slowest = before.behind() ? longer(slowest, stood) : slowest;
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** How long the slowest partition stood when it was last seen. */
  synchronized Duration standing() {
    return standing;
  }

  boolean isStalled() {
    return standing().compareTo(STALL) > 0;
  }

  /** The longest that one stood before it went on. */
  synchronized Duration slowest() {
    return slowest;
  }
}
