package verdict.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;

/**
 * A log that ended before what the ledger had read of it: Kafka lost records. New ones get the same
 * offsets, so the ledger can never go on from there, and once the log has grown past the position
 * again nothing in Kafka tells. That is why it is kept, in table {@code view.refusals}.
 *
 * @param next up to where the ledger had read
 * @param end where the log ended, less than {@code next}
 */
public record LostTail(TopicIdPartition partition, long next, long end) {

  private static final Columns<LostTail> COLUMNS =
      Columns.<LostTail>none()
          .and("topic_id", "uuid", tail -> Positions.uuid(tail.partition().topicId()))
          .and("partition", "int4", tail -> tail.partition().partition())
          .and("topic", "text", tail -> tail.partition().topic())
          .and("next", "int8", LostTail::next)
          .and("log_end", "int8", LostTail::end);

  /** By name, so that messages are the same each time. */
  private static final Comparator<LostTail> BY_NAME =
      Comparator.comparing(tail -> tail.partition().topicPartition().toString());

  /**
   * Those among {@code positions} that lie beyond the end of their log.
   *
   * @param ends of the logs, uncommitted records included, read from Kafka <em>after</em> the
   *     positions were read: a position that moved meanwhile would look too far
   */
  public static List<LostTail> among(
      Map<TopicIdPartition, Long> positions, Map<TopicIdPartition, Long> ends) {
    List<LostTail> lost = new ArrayList<>();
    positions.forEach(
        (partition, next) -> {
          Long end = ends.get(partition);
          if (end != null && end < next) {
            lost.add(new LostTail(partition, next, end));
          }
        });
    lost.sort(BY_NAME);
    return List.copyOf(lost);
  }

  /** Those that were noticed before and that no operator has cleared. */
  public static List<LostTail> kept(Connection connection) throws SQLException {
    List<LostTail> kept = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select topic_id, topic, partition, next, log_end from view.refusals");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        kept.add(
            new LostTail(
                new TopicIdPartition(
                    Positions.uuid(row.getObject(1, UUID.class)),
                    new TopicPartition(row.getString(2), row.getInt(3))),
                row.getLong(4),
                row.getLong(5)));
      }
    }
    kept.sort(BY_NAME);
    return List.copyOf(kept);
  }

  /** Keeps them; of a partition that is there already the first finding stays. */
  public static void keep(Connection connection, List<LostTail> lost) throws SQLException {
    COLUMNS.insert(connection, "view.refusals", lost);
  }

  /** For people. */
  public String told() {
    return "the log of %s ends at %d, but the ledger has read up to %d: records that it holds are gone from Kafka"
        .formatted(partition.topicPartition(), end, next);
  }
}
