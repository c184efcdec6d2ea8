package verdict.ledger.project;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.ledger.source.LineOffsets;
import verdict.ledger.source.LostTails;
import verdict.ledger.source.TopicLayout;
import verdict.ledger.store.LedgerDatabase;
import verdict.ledger.store.LostTail;
import verdict.ledger.store.Positions;
import verdict.ledger.store.Positions.Move;

/** Decides where the ledger begins to read, and notes what is gone already. */
final class StartPositions {

  private static final Logger log = LoggerFactory.getLogger(StartPositions.class);

  private StartPositions() {}

  /**
   * Where each partition stood, or the start of its log if it is new. What retention took before it
   * was read becomes a row of {@code view.gaps}.
   *
   * @throws LedgerRefusedException if the database belongs to other topics or to a longer log
   */
  static Map<TopicIdPartition, Long> find(
      LedgerDatabase database, LineOffsets kafka, TopicLayout layout) {
    Map<TopicIdPartition, Long> known = check(database, kafka, layout);
    Map<TopicIdPartition, Long> starts = kafka.starts(layout.partitions());
    Map<TopicIdPartition, Long> positions = new HashMap<>();
    List<Move> begun = new ArrayList<>();
    List<Move> gaps = new ArrayList<>();
    for (TopicIdPartition partition : layout.partitions()) {
      long start = starts.getOrDefault(partition, 0L);
      Long next = known.get(partition);
      if (next == null) {
        begun.add(new Move(partition, start, start));
      }
      long read = next == null ? 0 : next;
      if (start > read) {
        gaps.add(new Move(partition, read, start));
      }
      positions.put(partition, Math.max(start, read));
    }
    store(database, known, begun, gaps);
    return positions;
  }

  /**
   * The checks that must pass before anything is read; also made at start-up, where another ledger
   * may be active.
   *
   * @return every partition's next offset
   */
  static Map<TopicIdPartition, Long> check(
      LedgerDatabase database, LineOffsets kafka, TopicLayout layout) {
    Map<TopicIdPartition, Long> known = database.read(Positions::read);
    refuseTopicsMadeAgain(known, layout);
    List<LostTail> lost = LostTails.find(database, kafka, layout.partitions());
    if (!lost.isEmpty()) {
      throw refusal(database, lost);
    }
    return known;
  }

  /** Keeps what was lost, so that nobody forgets it when the logs have grown again. */
  static LedgerRefusedException refusal(LedgerDatabase database, List<LostTail> lost) {
    database.<Boolean>write(
        connection -> {
          LostTail.keep(connection, lost);
          return true;
        });
    return new LedgerRefusedException(
        lost.stream().map(LostTail::told).collect(Collectors.joining("; "))
            + ". See view.refusals and docs/operations.md");
  }

  private static void refuseTopicsMadeAgain(Map<TopicIdPartition, Long> known, TopicLayout layout) {
    Map<TopicPartition, TopicIdPartition> byName =
        layout.partitions().stream()
            .collect(Collectors.toMap(TopicIdPartition::topicPartition, p -> p));
    known
        .keySet()
        .forEach(
            partition -> {
              TopicIdPartition now = byName.get(partition.topicPartition());
              if (now != null && !now.topicId().equals(partition.topicId())) {
                throw new LedgerRefusedException(
                    "topic %s was deleted and made again (its id was %s and is %s): coordinates would be used twice. Give the ledger a new database"
                        .formatted(partition.topic(), partition.topicId(), now.topicId()));
              }
            });
  }

  private static void store(
      LedgerDatabase database,
      Map<TopicIdPartition, Long> known,
      List<Move> begun,
      List<Move> gaps) {
    if (begun.isEmpty() && gaps.isEmpty()) {
      return;
    }
    List<Move> skips = gaps.stream().filter(gap -> known.containsKey(gap.partition())).toList();
    database.<Boolean>write(
        connection -> {
          if (!skips.isEmpty()) {
            Positions.advance(connection, skips);
          }
          Positions.begin(connection, begun);
          Positions.noteGaps(connection, gaps);
          return true;
        });
    gaps.forEach(
        gap ->
            log.atWarn()
                .addKeyValue("topic", gap.partition().topic())
                .addKeyValue("partition", gap.partition().partition())
                .addKeyValue("from_offset", gap.from())
                .addKeyValue("to_offset", gap.to())
                .log("records had aged out before the ledger read them"));
  }
}
