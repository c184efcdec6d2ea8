package verdict.ledger.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicIdPartition;
import org.jspecify.annotations.Nullable;
import verdict.ledger.audit.AuditReport.Counts;
import verdict.ledger.audit.AuditReport.Findings;
import verdict.ledger.audit.AuditReport.Verdict;
import verdict.ledger.store.Columns;
import verdict.ledger.store.Positions;

/** Compares inputs and outcomes within one REPEATABLE READ transaction. */
final class Snapshot {

  /** Most records listed by name per finding; the total is always given. */
  static final int LISTED_BOUND = 100;

  /**
   * How far one partition is looked at.
   *
   * @param committed null for a partition of outcomes
   */
  private record Bound(TopicIdPartition partition, @Nullable Long committed, long end) {}

  private static final Columns<Bound> BOUNDS =
      Columns.<Bound>none()
          .and("topic_id", "uuid", bound -> Positions.uuid(bound.partition().topicId()))
          .and("partition", "int4", bound -> bound.partition().partition())
          .and("committed", "int8", Bound::committed)
          .and("ended", "int8", Bound::end);

  private final Connection connection;
  private final List<Bound> bounds;

  private Snapshot(Connection connection, Bounds bounds) {
    this.connection = connection;
    this.bounds =
        bounds.targets().entrySet().stream()
            .map(
                target ->
                    new Bound(
                        target.getKey(),
                        bounds.committed().get(target.getKey()),
                        target.getValue()))
            .toList();
  }

  /** The report of a ledger that has reached {@code bounds}. */
  static AuditReport report(Connection connection, Bounds bounds, Instant asOf)
      throws SQLException {
    Snapshot snapshot = new Snapshot(connection, bounds);
    Findings unaccounted = snapshot.findings(AuditQueries.UNACCOUNTED);
    Findings duplicates = snapshot.findings(AuditQueries.DUPLICATES);
    Findings orphans = snapshot.findings(AuditQueries.ORPHANS);
    boolean balanced = unaccounted.total() + duplicates.total() + orphans.total() == 0;
    return new AuditReport(
        balanced ? Verdict.BALANCED : Verdict.UNBALANCED,
        Optional.of(snapshot.counts()),
        unaccounted,
        duplicates,
        orphans,
        snapshot.findings(AuditQueries.FORMER_TOPICS),
        snapshot.findings(AuditQueries.AGED_OUT),
        snapshot.findings(AuditQueries.PROBLEMS),
        snapshot.completeThrough(asOf),
        List.of());
  }

  private Counts counts() throws SQLException {
    try (PreparedStatement statement = prepare(AuditQueries.COUNTS);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new Counts(
          row.getLong("accepted"),
          row.getLong("replayed"),
          row.getLong("scored"),
          row.getLong("dead_lettered"),
          row.getLong("in_flight"));
    }
  }

  private Optional<Instant> completeThrough(Instant asOf) throws SQLException {
    try (PreparedStatement statement = prepare(AuditQueries.OLDEST_OPEN);
        ResultSet row = statement.executeQuery()) {
      row.next();
      if (row.getBoolean("unknown")) {
        return Optional.empty();
      }
      OffsetDateTime oldest = row.getObject("oldest", OffsetDateTime.class);
      return Optional.of(oldest == null ? asOf : oldest.toInstant());
    }
  }

  /** Runs a query of columns {@code total, name}. */
  private Findings findings(String query) throws SQLException {
    List<String> listed = new ArrayList<>();
    long total = 0;
    try (PreparedStatement statement = prepare(query);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        total = row.getLong("total");
        listed.add(row.getString("name"));
      }
    }
    return new Findings(total, listed);
  }

  private PreparedStatement prepare(String query) throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(
            query
                .replace("{bounds}", BOUNDS.unnest() + " as b (" + BOUNDS.names() + ")")
                .replace("{limit}", Integer.toString(LISTED_BOUND)));
    if (query.contains("{bounds}")) {
      BOUNDS.bind(statement, bounds);
    }
    return statement;
  }
}
