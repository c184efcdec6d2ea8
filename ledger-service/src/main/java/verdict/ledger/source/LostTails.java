package verdict.ledger.source;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicIdPartition;
import verdict.ledger.store.LedgerDatabase;
import verdict.ledger.store.LostTail;
import verdict.ledger.store.Positions;

/** Whether the logs still hold what the ledger has read of them. */
public final class LostTails {

  private LostTails() {}

  private record Read(List<LostTail> kept, Map<TopicIdPartition, Long> positions) {}

  /**
   * Logs that lost records, noticed earlier or now. Whoever finds one must not build on the
   * ledger's rows. A new leader answers only when it knows its end (KIP-207), so an election is not
   * taken for a loss.
   *
   * @param partitions of today's topics
   * @return empty if the ledger's rows may be trusted
   * @throws verdict.kit.UnreachableException if Kafka does not answer
   * @throws verdict.ledger.store.DatabaseException if PostgreSQL is away
   */
  public static List<LostTail> find(
      LedgerDatabase database, LineOffsets kafka, Collection<TopicIdPartition> partitions) {
    Read read =
        database.read(
            connection -> new Read(LostTail.kept(connection), Positions.read(connection)));
    return read.kept().isEmpty()
        ? LostTail.among(read.positions(), kafka.ends(partitions))
        : read.kept();
  }
}
