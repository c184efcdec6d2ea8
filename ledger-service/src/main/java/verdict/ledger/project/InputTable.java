package verdict.ledger.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import verdict.ledger.store.Columns;

/**
 * Writes {@code view.inputs}, and {@code view.applications} with it: the first record applied with
 * an (application_id, revision) owns it; a later one is a DUPLICATE if its content is the same, a
 * CONFLICT if not. A replay, an undecodable record and one under a foreign key claim nothing.
 */
final class InputTable {

  private static final Columns<InputRow> COLUMNS =
      Columns.<InputRow>none()
          .and("topic_id", "uuid", row -> row.place().topicId())
          .and("topic", "text", InputRow::topic)
          .and("partition", "int4", row -> row.place().partition())
          .and("record_offset", "int8", row -> row.place().offset())
          .and("broker_timestamp", "timestamptz", InputRow::brokerTimestamp)
          .and("record_key", "text", InputRow::key)
          .and("value_bytes", "int4", InputRow::valueBytes)
          .and("undecodable", "text", InputRow::undecodable)
          .and("application_id", "text", claim(InputRow.Claim::applicationId))
          .and("revision", "int4", claim(InputRow.Claim::revision))
          .and("product", "text", claim(InputRow.Claim::product))
          .and("amount_minor", "int8", claim(InputRow.Claim::amountMinor))
          .and("currency", "text", claim(InputRow.Claim::currency))
          .and("term_months", "int4", claim(InputRow.Claim::termMonths))
          .and("channel", "text", claim(InputRow.Claim::channel))
          .and("submitted_at", "timestamptz", claim(InputRow.Claim::submittedAt))
          .and("content_hash", "bytea", InputRow::contentHash)
          .and("replay_of", "uuid", InputRow::replayOf)
          .and("replay_count", "int4", InputRow::replayCount);

  /** Besides the table's columns; {@code sequence} is added by {@code with ordinality}. */
  private static final Columns<InputRow> BATCH = COLUMNS.and("claims", "bool", InputRow::claims);

  private static final String INSERT =
      """
      with batch as materialized (
        select * from %1$s with ordinality as b (%2$s, sequence)
      ), claimed as (
        insert into view.applications
          (application_id, revision, content_hash, received_at, topic_id, partition, record_offset)
        select distinct on (application_id, revision)
               application_id, revision, content_hash, broker_timestamp, topic_id, partition, record_offset
          from batch where claims
         order by application_id, revision, sequence
        on conflict do nothing
        returning application_id, revision, content_hash, topic_id, partition, record_offset
      ), owners as (
        select * from claimed
        union all
        select a.application_id, a.revision, a.content_hash, a.topic_id, a.partition, a.record_offset
          from view.applications a
         where (a.application_id, a.revision) in (select application_id, revision from batch where claims)
      )
      insert into view.inputs (%3$s, ownership)
      select %4$s,
             case when o.application_id is null then null
                  when (o.topic_id, o.partition, o.record_offset) = (b.topic_id, b.partition, b.record_offset)
                    then 'OWNER'
                  when o.content_hash = b.content_hash then 'DUPLICATE'
                  else 'CONFLICT' end
        from batch b
        left join owners o on b.claims and o.application_id = b.application_id and o.revision = b.revision
      on conflict do nothing
      """
          .formatted(
              BATCH.unnest(),
              BATCH.names(),
              COLUMNS.names(),
              "b." + COLUMNS.names().replace(", ", ", b."));

  private InputTable() {}

  static void insert(Connection connection, List<InputRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      BATCH.bind(statement, rows);
      statement.executeUpdate();
    }
  }

  private static Function<InputRow, @Nullable Object> claim(
      Function<InputRow.Claim, @Nullable Object> field) {
    return row -> row.claim() == null ? null : field.apply(row.claim());
  }
}
