package verdict.system.chaos;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import verdict.testkit.Contents;
import verdict.wire.Topic;

/**
 * How long the partitions of a line stand still with work to do. Time while servers are away does
 * not count. Thread-safe.
 */
final class Progress {

  /**
   * A member's session, a transaction's time, and a margin: by then whatever a dead process left
   * behind is taken back.
   */
  static final Duration STALL = Duration.ofSeconds(6 + 15 + 15);

  /** Where starts are slower than stops follow, nobody lives long enough to do anything. */
  private static final Duration STARVED = Duration.ofSeconds(10);

  private final LongSupplier nanoTicker;
  private final Map<TopicPartition, Position> positions = new HashMap<>();
  private long excusedSince;
  private long excusedNanos;
  private boolean excused;
  private Duration oneStands = Duration.ZERO;
  private Duration allStand = Duration.ZERO;
  private Duration slowest = Duration.ZERO;

  /** How far a partition was at a look, since when, and whether there was more to do. */
  private record Position(long committed, long since, boolean behind) {}

  Progress(LongSupplier nanoTicker) {
    this.nanoTicker = nanoTicker;
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
    ends.forEach(
        (partition, end) -> seen(partition, committed.getOrDefault(partition, 0L), end, now));
    List<Duration> standing =
        positions.values().stream()
            .filter(Position::behind)
            .map(position -> Duration.ofNanos(now - position.since()))
            .toList();
    oneStands = standing.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    allStand = standing.stream().min(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  private void seen(TopicPartition partition, long committed, long end, long now) {
    boolean behind = committed < end;
    Position before = positions.getOrDefault(partition, new Position(committed, now, behind));
    Duration stood = Duration.ofNanos(now - before.since());
    if (before.committed() == committed && before.behind() && behind) {
      positions.put(partition, before);
    } else {
      positions.put(partition, new Position(committed, now, behind));
      if (before.behind() && stood.compareTo(slowest) > 0) {
        slowest = stood;
      }
    }
  }

  /** Forgets how long anything has stood so far. */
  synchronized void beginAnew() {
    demand();
    positions.clear();
    oneStands = Duration.ZERO;
    allStand = Duration.ZERO;
  }

  /** Whether nothing at all goes on. In a backlog, and under faults, partitions may wait. */
  synchronized boolean isStalled() {
    return allStand.compareTo(STALL) > 0;
  }

  /** Whether nothing goes on for so long that whoever runs must be let be, to show that it can. */
  synchronized boolean isStarved() {
    return allStand.compareTo(STARVED) > 0;
  }

  /** Whether one partition does not go on: in peace none may wait. */
  synchronized boolean isOneStalled() {
    return oneStands.compareTo(STALL) > 0;
  }

  /** The longest that one stood before it went on. */
  synchronized Duration slowest() {
    return slowest;
  }
}
