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
import verdict.ledger.audit.AuditReport.Counts;
import verdict.ledger.audit.AuditReport.Findings;
import verdict.ledger.audit.AuditReport.Verdict;
import verdict.ledger.store.Columns;
import verdict.ledger.store.Positions;

/** Compares inputs and outcomes within one REPEATABLE READ transaction. */
final class Snapshot {

  /** Most records listed by name per finding; the total is always given. */
  static final int LISTED_BOUND = 100;

  private record InputBound(TopicIdPartition partition, long committed, long end) {}

  private record OutcomeBound(TopicIdPartition partition, long end) {}

  private static final Columns<InputBound> INPUT_BOUNDS =
      Columns.<InputBound>none()
          .and("topic_id", "uuid", bound -> Positions.uuid(bound.partition().topicId()))
          .and("partition", "int4", bound -> bound.partition().partition())
          .and("committed", "int8", InputBound::committed)
          .and("ended", "int8", InputBound::end);

  private static final Columns<OutcomeBound> OUTCOME_BOUNDS =
      Columns.<OutcomeBound>none()
          .and("topic_id", "uuid", bound -> Positions.uuid(bound.partition().topicId()))
          .and("partition", "int4", bound -> bound.partition().partition())
          .and("ended", "int8", OutcomeBound::end);

  private final Connection connection;
  private final List<InputBound> inputs;
  private final List<OutcomeBound> outcomes;

  private Snapshot(Connection connection, Bounds bounds) {
    this.connection = connection;
    this.inputs =
        bounds.committed().entrySet().stream()
            .map(
                entry ->
                    new InputBound(
                        entry.getKey(),
                        entry.getValue(),
                        bounds.inputEnds().getOrDefault(entry.getKey(), entry.getValue())))
            .toList();
    this.outcomes =
        bounds.outcomeEnds().entrySet().stream()
            .map(entry -> new OutcomeBound(entry.getKey(), entry.getValue()))
            .toList();
  }

  /** The report of a ledger that has reached {@code bounds}. */
  static AuditReport report(Connection connection, Bounds bounds, Instant asOf)
      throws SQLException {
    Snapshot snapshot = new Snapshot(connection, bounds);
    Findings unaccounted =
        snapshot.findings(AuditQueries.UNACCOUNTED, INPUT_BOUNDS, snapshot.inputs);
    Findings duplicates = snapshot.findings(AuditQueries.DUPLICATES, INPUT_BOUNDS, snapshot.inputs);
    Findings orphans = snapshot.findings(AuditQueries.ORPHANS, OUTCOME_BOUNDS, snapshot.outcomes);
    boolean balanced = unaccounted.total() + duplicates.total() + orphans.total() == 0;
    return new AuditReport(
        balanced ? Verdict.BALANCED : Verdict.UNBALANCED,
        Optional.of(snapshot.counts()),
        unaccounted,
        duplicates,
        orphans,
        snapshot.findings(AuditQueries.AGED_OUT, Columns.<InputBound>none(), List.of()),
        snapshot.findings(AuditQueries.PROBLEMS, Columns.<InputBound>none(), List.of()),
        Optional.of(snapshot.oldestInFlight().orElse(asOf)),
        List.of());
  }

  private Counts counts() throws SQLException {
    try (PreparedStatement statement = prepare(AuditQueries.COUNTS, INPUT_BOUNDS)) {
      INPUT_BOUNDS.bind(statement, inputs);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Counts(
            row.getLong("accepted"),
            row.getLong("replayed"),
            row.getLong("scored"),
            row.getLong("dead_lettered"),
            row.getLong("in_flight"));
      }
    }
  }

  private Optional<Instant> oldestInFlight() throws SQLException {
    try (PreparedStatement statement = prepare(AuditQueries.OLDEST_IN_FLIGHT, INPUT_BOUNDS)) {
      INPUT_BOUNDS.bind(statement, inputs);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
            .map(OffsetDateTime::toInstant);
      }
    }
  }

  /** Runs a query of columns {@code total, name}; its first parameters are the bounds. */
  private <B> Findings findings(String query, Columns<B> columns, List<B> bounds)
      throws SQLException {
    List<String> listed = new ArrayList<>();
    long total = 0;
    try (PreparedStatement statement = prepare(query, columns)) {
      columns.bind(statement, bounds);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          total = row.getLong("total");
          listed.add(row.getString("name"));
        }
      }
    }
    return new Findings(total, listed);
  }

  private PreparedStatement prepare(String query, Columns<?> columns) throws SQLException {
    return connection.prepareStatement(
        query
            .replace("{bounds}", columns.unnest() + " as b (" + columns.names() + ")")
            .replace("{limit}", Integer.toString(LISTED_BOUND)));
  }
}
