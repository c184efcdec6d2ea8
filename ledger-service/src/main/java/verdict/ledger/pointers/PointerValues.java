package verdict.ledger.pointers;

import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import verdict.ledger.store.Positions;
import verdict.wire.Coordinates;
import verdict.wire.Letter;

/** Table {@code ops.pointer_values}, and the pointer letters that it lacks. */
final class PointerValues {

  /** Most letters that one look gives. */
  private static final int PAGE_BOUND = 100;

  private static final String OPEN =
      """
       from view.letters l
      where l.pointer_sha256 is not null
        and not exists (
          select 1 from ops.pointer_values v
           where v.source_topic_id = l.source_topic_id and v.source_partition = l.source_partition
             and v.source_offset = l.source_offset and v.sha256 = l.pointer_sha256)
      """;

  private PointerValues() {}

  /** How many letters wait for their value. */
  static long waiting(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select count(*)" + OPEN);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * Letters that wait, the oldest of each log first.
   *
   * @param after the last one of the page before; null for the first page
   */
  static List<PointerLetter> page(Connection connection, @Nullable PointerLetter after)
      throws SQLException {
    String sql =
        "select l.letter_id, l.source_topic, l.source_topic_id, l.source_partition,"
            + " l.source_offset, l.pointer_sha256, l.pointer_length"
            + OPEN
            + " and (l.source_topic_id, l.source_partition, l.source_offset, l.pointer_sha256) > (?, ?, ?, ?)"
            + " order by l.source_topic_id, l.source_partition, l.source_offset, l.pointer_sha256"
            + " limit "
            + PAGE_BOUND;
    List<PointerLetter> page = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (after == null) {
        key(statement, new Coordinates("", Uuid.ZERO_UUID, Integer.MIN_VALUE, Long.MIN_VALUE), "");
      } else {
        key(statement, after.source(), after.pointer().sha256());
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          page.add(letter(row));
        }
      }
    }
    return page;
  }

  private static PointerLetter letter(ResultSet row) throws SQLException {
    return new PointerLetter(
        row.getObject("letter_id", UUID.class),
        new Coordinates(
            row.getString("source_topic"),
            Positions.uuid(row.getObject("source_topic_id", UUID.class)),
            row.getInt("source_partition"),
            row.getLong("source_offset")),
        new Letter.Pointer(row.getString("pointer_sha256"), row.getLong("pointer_length")));
  }

  /**
   * Keeps what was found; what is kept already stays.
   *
   * @return whether this is news
   */
  static boolean settle(Connection connection, PointerLetter letter, Finding finding)
      throws SQLException {
    String sql =
        "insert into ops.pointer_values (source_topic_id, source_partition, source_offset, sha256, value, gone)"
            + " values (?, ?, ?, ?, ?, ?) on conflict do nothing";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      key(statement, letter.source(), letter.pointer().sha256());
      switch (finding) {
        case Finding.Found(byte[] value) -> {
          // As a stream: the driver would hold a second copy of an array.
          statement.setBinaryStream(5, new ByteArrayInputStream(value), value.length);
          statement.setNull(6, Types.VARCHAR);
        }
        case Finding.Missing(Gone why) -> {
          statement.setNull(5, Types.BINARY);
          statement.setString(6, why.name());
        }
      }
      return statement.executeUpdate() > 0;
    }
  }

  private static void key(PreparedStatement statement, Coordinates source, String sha256)
      throws SQLException {
    statement.setObject(1, Positions.uuid(source.topicId()));
    statement.setInt(2, source.partition());
    statement.setLong(3, source.offset());
    statement.setString(4, sha256);
  }
}
