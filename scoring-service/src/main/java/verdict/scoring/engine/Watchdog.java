package verdict.scoring.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Notices records that their workers do not get done with. Time is counted in ticks, each credited
 * for no more than {@link #TICK_BOUND}: a process that was frozen, or an owner that waited for
 * Kafka, is not the application's fault.
 *
 * <p>Confined to the owner thread.
 */
final class Watchdog {

  static final Duration TICK_BOUND = Duration.ofMillis(100);

  /** More often than this it does not look. */
  private static final Duration TICK = Duration.ofMillis(10);

  /** No pause, however long, takes more of an attempt than this part. */
  private static final int TICKS_OF_AN_ATTEMPT = 10;

  private final Duration attempt;
  private final long tickBound;
  private final Map<Chunk, Sighting> sightings = new HashMap<>();
  private long lastTick;
  private long credited;

  /**
   * @param attempt longest time that a worker may take for one record
   * @param now nanoseconds, as in every later call
   */
  Watchdog(Duration attempt, long now) {
    this.attempt = attempt;
    this.tickBound =
        Math.min(TICK_BOUND.toNanos(), attempt.dividedBy(TICKS_OF_AN_ATTEMPT).toNanos());
    this.lastTick = now;
  }

  /** Which record a worker had when it was first seen with it. */
  private record Sighting(int record, long since) {}

  /** A chunk whose worker has had this record for too long. */
  record Overdue(Chunk chunk, int record) {}

  /**
   * One tick.
   *
   * @param running what workers have
   */
  List<Overdue> tick(long now, Collection<Chunk> running) {
    long passed = now - lastTick;
    if (passed < TICK.toNanos()) {
      return List.of();
    }
    lastTick = now;
    credited += Math.min(passed, tickBound);
    sightings.keySet().retainAll(running);
    List<Overdue> overdue = new ArrayList<>();
    for (Chunk chunk : running) {
      int record = chunk.decided();
      Sighting seen = sightings.get(chunk);
      if (seen == null || seen.record() != record) {
        sightings.put(chunk, new Sighting(record, credited));
      } else if (record < chunk.size() && credited - seen.since() >= attempt.toNanos()) {
        overdue.add(new Overdue(chunk, record));
      }
    }
    return overdue;
  }
}
