package verdict.ledger.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import verdict.ledger.source.LedgerTopics;
import verdict.ledger.source.LineOffsets;
import verdict.ledger.source.TopicLayout;

/**
 * How far the proof reaches, read from Kafka in the one order that makes it a proof.
 *
 * <ol>
 *   <li>S, the starts of the input topics' logs: what the group had not passed when retention took
 *       it, it never will. Read before C, since the group passes records that retention takes
 *       afterwards. (What retention takes while its outcome is in an open transaction is named by
 *       one audit and no longer by the next.)
 *   <li>C, the scoring group's committed offsets: everything below has its outcome in a committed
 *       transaction.
 *   <li>H, the ends of the outcome topics, uncommitted offsets included: markers become visible
 *       partition by partition, so a stable end may still miss an outcome of something below C.
 *   <li>E, the stable ends of the input topics: an outcome below H answers an input that could be
 *       read before, so it lies below E; without E a young outcome would look like an orphan.
 * </ol>
 *
 * @param committed C per input partition, at least S: below it no outcome is still to come
 * @param outcomeEnds H per outcome partition
 * @param inputEnds E per input partition, at least C
 */
record Bounds(
    Map<TopicIdPartition, Long> committed,
    Map<TopicIdPartition, Long> outcomeEnds,
    Map<TopicIdPartition, Long> inputEnds) {

  static Bounds read(LineOffsets kafka, LedgerTopics topics, String group) {
    TopicLayout layout = kafka.layout(topics.all());
    List<TopicIdPartition> inputs = layout.of(topics.inputs());
    Map<TopicIdPartition, Long> starts = kafka.starts(inputs);
    Map<TopicPartition, Long> groupOffsets = kafka.committed(group);
    Map<TopicIdPartition, Long> committed = new HashMap<>();
    inputs.forEach(
        partition -> {
          long start = starts.getOrDefault(partition, 0L);
          committed.put(
              partition,
              Math.max(start, groupOffsets.getOrDefault(partition.topicPartition(), start)));
        });
    Map<TopicIdPartition, Long> outcomeEnds = kafka.ends(layout.of(topics.outcomes()));
    Map<TopicIdPartition, Long> inputEnds = new HashMap<>(kafka.stableEnds(inputs));
    committed.forEach((partition, offset) -> inputEnds.merge(partition, offset, Math::max));
    return new Bounds(Map.copyOf(committed), outcomeEnds, Map.copyOf(inputEnds));
  }

  /** Where the ledger must be before the snapshot is taken. */
  Map<TopicIdPartition, Long> targets() {
    Map<TopicIdPartition, Long> targets = new HashMap<>(outcomeEnds);
    targets.putAll(inputEnds);
    return targets;
  }
}
