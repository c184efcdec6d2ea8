package verdict.ledger.letters;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import verdict.kit.UnreachableException;
import verdict.ledger.letters.LetterDetail.HeaderText;
import verdict.ledger.letters.LetterDetail.Original;
import verdict.ledger.store.DatabaseException;
import verdict.ledger.store.LedgerDatabase;

/** Finds letters in the ledger and their bytes in Kafka. Thread-safe. */
public final class LetterIndex {

  /** Most letters that one list gives. */
  public static final int LIST_BOUND = 10_000;

  private static final Duration FETCH_WAIT = Duration.ofSeconds(10);

  private final LedgerDatabase database;
  private final Map<String, Object> kafka;

  /**
   * Connects to Kafka only to show a letter.
   *
   * @param kafka client properties
   */
  public LetterIndex(LedgerDatabase database, Map<String, Object> kafka) {
    this.database = database;
    this.kafka = Map.copyOf(kafka);
  }

  /**
   * Letters by cause, the largest group first.
   *
   * @throws UnreachableException if PostgreSQL or the ledger's tables are not there
   * @throws DatabaseException if PostgreSQL goes away meanwhile
   */
  public List<LetterGroup> groups(LetterFilter filter) {
    String sql =
        """
        select fingerprint, max(code) as code, max(stage) as stage,
               (array_agg(message order by failed_at desc nulls last))[1] as title,
               count(*) as total, min(failed_at) as first, max(failed_at) as last,
               count(*) filter (where status = 'OPEN') as open,
               count(*) filter (where status = 'REPLAYING') as replaying,
               count(*) filter (where status = 'RESOLVED') as resolved,
               count(*) filter (where status = 'FAILED_AGAIN') as failed_again,
               count(*) filter (where status = 'QUARANTINED') as quarantined
          from view.letter_status {where}
         group by fingerprint
         order by total desc, fingerprint
         limit %d
        """
            .formatted(LIST_BOUND);
    return rows(new LetterQuery(filter), sql, LetterIndex::group);
  }

  /**
   * Letters, the newest first.
   *
   * @param limit at most {@link #LIST_BOUND}
   * @throws UnreachableException if PostgreSQL or the ledger's tables are not there
   * @throws DatabaseException if PostgreSQL goes away meanwhile
   */
  public List<LetterSummary> list(LetterFilter filter, int limit) {
    String sql =
        """
        select * from view.letter_status {where}
         order by failed_at desc nulls last, topic, partition, record_offset desc
         limit %d
        """
            .formatted(Math.clamp(limit, 0, LIST_BOUND));
    return rows(new LetterQuery(filter), sql, LetterQuery::summary);
  }

  /**
   * One letter with its original bytes, which come from the letter topic.
   *
   * @return empty if the ledger has no letter of that id
   * @throws UnreachableException if PostgreSQL, the ledger's tables or Kafka are not there
   * @throws DatabaseException if PostgreSQL goes away meanwhile
   */
  public Optional<LetterDetail> show(UUID id) {
    List<LetterDetail> found =
        rows(
            new LetterQuery(LetterFilter.all().withIds(Set.of(id))),
            """
            select l.*, v.settled_at, v.gone
              from (select * from view.letter_status {where}
                     order by topic, partition, record_offset limit 1) l
              left join ops.pointer_values v
                on v.source_topic_id = l.source_topic_id and v.source_partition = l.source_partition
               and v.source_offset = l.source_offset and v.sha256 = l.pointer_sha256
            """,
            LetterIndex::detail);
    return found.stream()
        .findFirst()
        .map(
            detail -> {
              try (LetterFetch fetch = LetterFetch.open(kafka)) {
                return withOriginal(
                    detail, fetch.one(detail.summary(), FETCH_WAIT).map(LetterIndex::original));
              }
            });
  }

  /**
   * The value that a pointer letter stands for, from the ledger's copy.
   *
   * @return empty if there is no copy, or no pointer letter of that id
   * @throws UnreachableException if PostgreSQL or the ledger's tables are not there
   * @throws DatabaseException if PostgreSQL goes away meanwhile
   */
  public Optional<byte[]> pointerValue(UUID id) {
    String sql =
        """
        select v.value
          from (select * from view.letters {where}) l
          join ops.pointer_values v
            on v.source_topic_id = l.source_topic_id and v.source_partition = l.source_partition
           and v.source_offset = l.source_offset and v.sha256 = l.pointer_sha256
         where v.value is not null
         limit 1
        """;
    LetterQuery query = new LetterQuery(LetterFilter.all().withIds(Set.of(id)));
    return rows(query, sql, row -> row.getBytes("value")).stream().findFirst();
  }

  @FunctionalInterface
  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> rows(LetterQuery query, String sql, RowReader<T> reader) {
    database.awaitTables(Duration.ZERO);
    return database.read(
        connection -> {
          List<T> rows = new ArrayList<>();
          try (PreparedStatement statement = query.prepare(connection, sql);
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              rows.add(reader.read(row));
            }
          }
          return rows;
        });
  }

  private static LetterGroup group(ResultSet row) throws SQLException {
    Map<LetterStatus, Long> byStatus = new EnumMap<>(LetterStatus.class);
    for (LetterStatus status : LetterStatus.values()) {
      long count = row.getLong(status.name());
      if (count > 0) {
        byStatus.put(status, count);
      }
    }
    return new LetterGroup(
        row.getString("fingerprint"),
        row.getString("code"),
        row.getString("stage"),
        row.getString("title"),
        row.getLong("total"),
        byStatus,
        LetterQuery.instant(row, "first"),
        LetterQuery.instant(row, "last"));
  }

  private static LetterDetail detail(ResultSet row) throws SQLException {
    return new LetterDetail(
        LetterQuery.summary(row),
        Optional.ofNullable(row.getString("error_class")),
        row.getString("stack"),
        row.getString("group_id"),
        row.getInt("delivery_count"),
        row.getString("app_version"),
        row.getString("bundle"),
        LetterQuery.pointerValue(row),
        Optional.empty());
  }

  private static LetterDetail withOriginal(LetterDetail detail, Optional<Original> original) {
    return new LetterDetail(
        detail.summary(),
        detail.errorClass(),
        detail.stack(),
        detail.group(),
        detail.deliveryCount(),
        detail.appVersion(),
        detail.bundle(),
        detail.pointerValue(),
        original);
  }

  private static Original original(ConsumerRecord<byte[], byte[]> letter) {
    List<HeaderText> headers = new ArrayList<>();
    for (Header header : letter.headers()) {
      headers.add(
          new HeaderText(
              header.key(),
              header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8)));
    }
    return new Original(letter.key(), letter.value(), headers);
  }
}
