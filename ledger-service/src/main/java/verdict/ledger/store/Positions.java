package verdict.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Up to where the ledger has read each partition: table {@code view.positions}. */
public final class Positions {

  private static final Columns<Move> MOVES =
      Columns.<Move>none()
          .and("topic_id", "uuid", move -> uuid(move.partition().topicId()))
          .and("partition", "int4", move -> move.partition().partition())
          .and("moved_from", "int8", Move::from)
          .and("moved_to", "int8", Move::to);

  private static final Columns<Move> STARTS =
      Columns.<Move>none()
          .and("topic_id", "uuid", move -> uuid(move.partition().topicId()))
          .and("partition", "int4", move -> move.partition().partition())
          .and("topic", "text", move -> move.partition().topic())
          .and("next", "int8", Move::from);

  private static final Columns<Move> GAPS =
      Columns.<Move>none()
          .and("topic_id", "uuid", move -> uuid(move.partition().topicId()))
          .and("partition", "int4", move -> move.partition().partition())
          .and("topic", "text", move -> move.partition().topic())
          .and("from_offset", "int8", Move::from)
          .and("to_offset", "int8", Move::to);

  private Positions() {}

  /** From the offset that was next to the offset that is next now. */
  public record Move(TopicIdPartition partition, long from, long to) {}

  /** Every partition's next offset. */
  public static Map<TopicIdPartition, Long> read(Connection connection) throws SQLException {
    Map<TopicIdPartition, Long> positions = new HashMap<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select topic_id, topic, partition, next from view.positions");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        positions.put(
            new TopicIdPartition(
                uuid(row.getObject(1, UUID.class)),
                new TopicPartition(row.getString(2), row.getInt(3))),
            row.getLong(4));
      }
    }
    return positions;
  }

  /** Adds partitions that were never read, at {@code from}; those known already stay. */
  public static void begin(Connection connection, List<Move> starts) throws SQLException {
    STARTS.insert(connection, "view.positions", starts);
  }

  /** Notes offsets that were gone before they were read. */
  public static void noteGaps(Connection connection, List<Move> gaps) throws SQLException {
    GAPS.insert(connection, "view.gaps", gaps);
  }

  /**
   * Compare-and-set of all of them. It is to be the first statement of its transaction, so that a
   * zombie learns of its death before it does any work.
   *
   * @throws SupersededException if one of them is not where it was: another ledger moved it; the
   *     transaction must be rolled back
   */
  public static void advance(Connection connection, List<Move> moves) throws SQLException {
    String sql =
        "update view.positions p set next = m.moved_to from %s as m (%s) where p.topic_id = m.topic_id and p.partition = m.partition and p.next = m.moved_from"
            .formatted(MOVES.unnest(), MOVES.names());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      MOVES.bind(statement, moves);
      if (statement.executeUpdate() != moves.size()) {
        throw new SupersededException();
      }
    }
  }

  /** Kafka's id as PostgreSQL holds it. */
  public static UUID uuid(Uuid id) {
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  /** PostgreSQL's id as Kafka knows it. */
  public static Uuid uuid(UUID id) {
    return new Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }
}
