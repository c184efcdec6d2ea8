package verdict.ledger.letters;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import verdict.ledger.pointers.Gone;
import verdict.ledger.store.Positions;
import verdict.wire.Coordinates;

/** {@link LetterFilter} as SQL over {@code view.letter_status}, and its rows as values. */
final class LetterQuery {

  private final StringBuilder where = new StringBuilder("where true");
  private final List<Object> parameters = new ArrayList<>();

  LetterQuery(LetterFilter filter) {
    if (!filter.ids().isEmpty()) {
      and("letter_id = any (?)", filter.ids().toArray(UUID[]::new));
    }
    filter.fingerprint().ifPresent(fingerprint -> and("fingerprint = ?", fingerprint));
    filter.code().ifPresent(code -> and("code = ?", code.name()));
    filter.status().ifPresent(status -> and("status = ?", status.name()));
    filter.since().ifPresent(since -> and("failed_at >= ?", since.atOffset(ZoneOffset.UTC)));
  }

  private void and(String condition, Object parameter) {
    where.append(" and ").append(condition);
    parameters.add(parameter);
  }

  /** A statement whose text has {@code {where}} where the conditions go. */
  PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(sql.replace("{where}", where.toString()));
    for (int index = 0; index < parameters.size(); index++) {
      if (parameters.get(index) instanceof UUID[] ids) {
        statement.setArray(index + 1, connection.createArrayOf("uuid", ids));
      } else {
        statement.setObject(index + 1, parameters.get(index));
      }
    }
    return statement;
  }

  static LetterSummary summary(ResultSet row) throws SQLException {
    int revision = row.getInt("revision");
    Optional<Integer> known = row.wasNull() ? Optional.empty() : Optional.of(revision);
    return new LetterSummary(
        row.getObject("letter_id", UUID.class),
        coordinates(row, "topic", "topic_id", "partition", "record_offset"),
        coordinates(row, "source_topic", "source_topic_id", "source_partition", "source_offset"),
        row.getString("code"),
        row.getString("stage"),
        row.getString("fingerprint"),
        row.getString("message"),
        Optional.ofNullable(row.getString("application_id")),
        known,
        instant(row, "failed_at"),
        instant(row, "first_failed_at"),
        row.getInt("replay_count"),
        row.getString("pointer_sha256") != null,
        LetterStatus.valueOf(row.getString("status")),
        Optional.ofNullable(row.getObject("next_letter_id", UUID.class)),
        Optional.ofNullable(row.getString("decision")));
  }

  static Optional<PointerValue> pointerValue(ResultSet row) throws SQLException {
    if (row.getString("pointer_sha256") == null) {
      return Optional.empty();
    }
    long length = row.getLong("pointer_length");
    String gone = row.getString("gone");
    return Optional.of(
        instant(row, "settled_at")
            .<PointerValue>map(
                at ->
                    gone == null
                        ? new PointerValue.Copied(length, at)
                        : new PointerValue.Missing(length, at, Gone.valueOf(gone)))
            .orElseGet(() -> new PointerValue.Waiting(length)));
  }

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static Coordinates coordinates(
      ResultSet row, String topic, String topicId, String partition, String offset)
      throws SQLException {
    return new Coordinates(
        row.getString(topic),
        Positions.uuid(row.getObject(topicId, UUID.class)),
        row.getInt(partition),
        row.getLong(offset));
  }
}
