package verdict.ledger.audit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicIdPartition;
import verdict.kit.UnreachableException;
import verdict.ledger.source.LedgerTopics;
import verdict.ledger.source.LineOffsets;
import verdict.ledger.source.LostTails;
import verdict.ledger.store.CatchUp;
import verdict.ledger.store.LedgerDatabase;
import verdict.ledger.store.LostTail;
import verdict.wire.ConsumerGroups;

/**
 * The proof: reads how far the line has come, waits until the ledger has come as far, and compares
 * identities in one snapshot. Needs Kafka and PostgreSQL, and a ledger running somewhere; changes
 * nothing. Safe at any time, under load.
 */
public final class Audit implements AutoCloseable {

  /** Most partitions that are named as reasons for INCOMPLETE. */
  private static final int REASONS_BOUND = 20;

  /** How long PostgreSQL may take for one of the proof's statements: they read whole tables. */
  private static final Duration STATEMENT_LIMIT = Duration.ofMinutes(10);

  private final LineOffsets kafka;
  private final LedgerDatabase database;
  private final LedgerTopics topics;
  private final String group;
  private final InstantSource clock;
  private final LongSupplier ticker;

  private Audit(
      LineOffsets kafka,
      LedgerDatabase database,
      LedgerTopics topics,
      String group,
      InstantSource clock,
      LongSupplier ticker) {
    this.kafka = kafka;
    this.database = database;
    this.topics = topics;
    this.group = group;
    this.clock = clock;
    this.ticker = ticker;
  }

  /** Of the line's declared topics and group. {@code database} stays the caller's to close. */
  public static Audit open(Map<String, Object> kafka, LedgerDatabase database) {
    return open(kafka, database, LedgerTopics.declared(), ConsumerGroups.SCORING);
  }

  /** Of other topics or another group. */
  public static Audit open(
      Map<String, Object> kafka, LedgerDatabase database, LedgerTopics topics, String group) {
    return new Audit(
        LineOffsets.open(kafka), database, topics, group, InstantSource.system(), System::nanoTime);
  }

  /**
   * Makes the proof.
   *
   * @param limit how long to wait for the ledger to catch up; past it the verdict is INCOMPLETE
   * @throws UnreachableException if Kafka, its topics, PostgreSQL or the ledger's tables are not
   *     there
   * @throws verdict.ledger.store.DatabaseException if PostgreSQL goes away meanwhile
   */
  public AuditReport run(Duration limit) {
    database.awaitTables(Duration.ZERO);
    java.time.Instant asOf = clock.instant();
    Bounds bounds = Bounds.read(kafka, topics, group);
    List<LostTail> lost = LostTails.find(database, kafka, bounds.targets().keySet());
    if (!lost.isEmpty()) {
      // The ledger's rows are of records that are no more, and it will not read the others.
      return AuditReport.incomplete(lost.stream().map(LostTail::told).toList());
    }
    Map<TopicIdPartition, Long> behind = CatchUp.await(database, bounds.targets(), limit, ticker);
    if (!behind.isEmpty()) {
      return AuditReport.incomplete(reasons(behind, bounds.targets()));
    }
    return database.read(connection -> Snapshot.report(connection, bounds, asOf), STATEMENT_LIMIT);
  }

  private List<String> reasons(
      Map<TopicIdPartition, Long> behind, Map<TopicIdPartition, Long> targets) {
    List<String> reasons = new ArrayList<>();
    behind.entrySet().stream()
        .sorted(
            Comparator.comparing(
                (Map.Entry<TopicIdPartition, Long> entry) ->
                    entry.getKey().topicPartition().toString()))
        .limit(REASONS_BOUND)
        .forEach(entry -> reasons.add(reason(entry.getKey(), entry.getValue(), targets)));
    if (behind.size() > REASONS_BOUND) {
      reasons.add("and " + (behind.size() - REASONS_BOUND) + " more partitions");
    }
    return reasons;
  }

  private String reason(
      TopicIdPartition partition, long position, Map<TopicIdPartition, Long> targets) {
    String where =
        position < 0
            ? "the ledger has not read %s of topic id %s at all"
                .formatted(partition.topicPartition(), partition.topicId())
            : "the ledger is at %d of %s and must reach %d"
                .formatted(
                    position, partition.topicPartition(), targets.getOrDefault(partition, 0L));
    return kafka
        .openTransaction(partition.topicPartition())
        .map(transaction -> where + ": " + transaction)
        .orElse(where);
  }

  @Override
  public void close() {
    kafka.close();
  }
}
