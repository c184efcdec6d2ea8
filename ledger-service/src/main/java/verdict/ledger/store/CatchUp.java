package verdict.ledger.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicIdPartition;

/** Waits until the ledger has read as far as it must have, for a bounded time. */
public final class CatchUp {

  private static final Duration INTERVAL = Duration.ofMillis(50);

  private CatchUp() {}

  /**
   * Waits for every target.
   *
   * @param targets per partition the offset that must be next, or passed
   * @return per partition that did not get there in time the position that it has reached, -1 for
   *     none; empty if all did
   * @throws DatabaseException if PostgreSQL is away
   */
  public static Map<TopicIdPartition, Long> await(
      LedgerDatabase database,
      Map<TopicIdPartition, Long> targets,
      Duration limit,
      LongSupplier ticker) {
    Deadline deadline = Deadline.after(limit, ticker);
    while (true) {
      Map<TopicIdPartition, Long> behind = behind(database.read(Positions::read), targets);
      if (behind.isEmpty() || deadline.passed()) {
        return behind;
      }
      deadline.pause(INTERVAL);
    }
  }

  static Map<TopicIdPartition, Long> behind(
      Map<TopicIdPartition, Long> positions, Map<TopicIdPartition, Long> targets) {
    Map<TopicIdPartition, Long> behind = new HashMap<>();
    targets.forEach(
        (partition, target) -> {
          long position = positions.getOrDefault(partition, -1L);
          if (position < target) {
            behind.put(partition, position);
          }
        });
    return behind;
  }
}
