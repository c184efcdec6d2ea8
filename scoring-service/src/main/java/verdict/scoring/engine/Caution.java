package verdict.scoring.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.scoring.evaluate.Outcome;
import verdict.wire.ErrorCode;

/**
 * Records that may end the process. Of a partition where processes ended again and again, this one
 * has a single record with its workers, and nothing of any other partition beside it, so that there
 * is no doubt which one it was, unless a thread that was given up did it; a record that ended too
 * many processes alone is answered unevaluated. The other partitions take turns with these records,
 * all of them together: they are no suspects, and do not wait for whoever is.
 *
 * <p>Confined to the owner thread.
 */
final class Caution {

  private static final Logger log = LoggerFactory.getLogger(Caution.class);

  /** Leaving is no moment to wait: what stays behind is one suspicion too many. */
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(1);

  /** Where notes are written. */
  interface Notes {

    /**
     * Commits these positions while nothing else waits for a commit.
     *
     * @param patience how long to wait for a Kafka that does not answer
     * @throws KafkaException if they are not committed
     */
    void commit(Map<TopicPartition, OffsetAndMetadata> positions, Duration patience);
  }

  private final Notes notes;
  private final Workbench bench;
  private final Lanes lanes;
  private final Positions positions;

  /** Where partitions were put, until a record of theirs comes. */
  private final Map<TopicPartition, Positions.Started> started = new HashMap<>();

  /** Partitions with a note of this session beside their offset. */
  private final Set<TopicPartition> noted = new HashSet<>();

  /** By suspect partition, where earlier processes cannot have been yet. */
  private final Map<TopicPartition, Long> until = new HashMap<>();

  /** Of suspect partitions, each of one record; the partition that had its turn comes last. */
  private final SequencedMap<TopicPartition, Deque<Chunk>> alone = new LinkedHashMap<>();

  /** Of all others. */
  private final List<Chunk> together = new ArrayList<>();

  private boolean othersAreNext;

  Caution(Notes notes, Workbench bench, Lanes lanes, Positions positions) {
    this.notes = notes;
    this.bench = bench;
    this.lanes = lanes;
    this.positions = positions;
  }

  /** Partitions were put to these positions. */
  void put(Collection<Positions.Started> positions) {
    positions.forEach(position -> started.put(position.partition(), position));
  }

  /** Whether {@link #begin} has something to write down: all else must be committed before. */
  boolean isNew(Collection<TopicPartition> partitions) {
    return partitions.stream().anyMatch(started::containsKey);
  }

  /**
   * Records of these partitions have come: writes down that this process begins with them. One
   * without records cannot end anything.
   *
   * @throws KafkaException if it cannot be written down: nothing may be decided then
   */
  void begin(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> begun = new HashMap<>();
    for (TopicPartition partition : partitions) {
      Positions.Started start = started.get(partition);
      if (start != null) {
        begun.put(partition, bench.attempts().begin(start));
      }
    }
    write(begun, OutputTransaction.COMMIT_PATIENCE);
    noted.addAll(begun.keySet());
    for (TopicPartition partition : begun.keySet()) {
      if (bench.attempts().isSuspect(partition)) {
        suspect(Objects.requireNonNull(started.get(partition)));
      }
      started.remove(partition);
    }
  }

  /** As far as an earlier process may have had records that were not committed. */
  private void suspect(Positions.Started start) {
    EngineLimits limits = bench.limits();
    long uncommitted =
        (long) limits.inFlightRecords()
            + EngineKafka.POLL_RECORDS_BOUND
            + limits.transactionRecords();
    long end = Math.min(start.logEnd(), start.offset() + uncommitted);
    until.put(start.partition(), end);
    log.atWarn()
        .addKeyValue("partition", start.partition())
        .addKeyValue("from", start.offset())
        .addKeyValue("to", end)
        .log("processes ended here again and again: trying each record alone");
  }

  /** Whether there are suspects: then chunks are held until their turn. */
  boolean isOn() {
    return !until.isEmpty();
  }

  /** Whether its records go to the workers one by one, and each has its own transaction. */
  boolean isSuspect(TopicPartition partition) {
    return until.containsKey(partition);
  }

  /** Takes a chunk until its turn; one of a suspect partition has one record. */
  void hold(Chunk chunk) {
    if (isSuspect(chunk.partition())) {
      alone.computeIfAbsent(chunk.partition(), partition -> new ArrayDeque<>()).add(chunk);
    } else {
      together.add(chunk);
    }
  }

  /**
   * Suspect partitions with records that wait for their turns, as many as a poll has at most: they
   * need no more.
   */
  Set<TopicPartition> waiting() {
    return Set.copyOf(alone.keySet());
  }

  /** How many records wait for their turns. */
  int held() {
    return Stream.concat(alone.values().stream().flatMap(Deque::stream), together.stream())
        .mapToInt(Chunk::size)
        .sum();
  }

  /**
   * Hands over whose turn it is once nothing else is in flight.
   *
   * @param allCommitted whether no transaction is open: a suspect record's attempt is written
   *     beside its offset, and that must not pass over an outcome
   * @throws KafkaException if the attempt of a suspect record cannot be written down
   */
  void advance(boolean allCommitted) {
    forgetCancelled();
    acquit();
    if (!isOn()) {
      submitOthers();
    } else if (allCommitted && lanes.records() == held() && bench.workers().running().isEmpty()) {
      if (alone.isEmpty() || (othersAreNext && !together.isEmpty())) {
        submitOthers();
      } else {
        othersAreNext = true;
        attempt(nextAlone());
      }
    }
  }

  private void forgetCancelled() {
    together.removeIf(Chunk::isCancelled);
    alone.values().forEach(lane -> lane.removeIf(Chunk::isCancelled));
    alone.values().removeIf(Deque::isEmpty);
  }

  /** Whoever is no suspect any more waits with the others. */
  private void acquit() {
    for (TopicPartition partition : waiting()) {
      if (!isSuspect(partition)) {
        together.addAll(Objects.requireNonNull(alone.remove(partition)));
      }
    }
  }

  private void submitOthers() {
    othersAreNext = false;
    together.forEach(bench.workers()::submit);
    together.clear();
  }

  private Chunk nextAlone() {
    Map.Entry<TopicPartition, Deque<Chunk>> next = Objects.requireNonNull(alone.pollFirstEntry());
    Chunk chunk = next.getValue().remove();
    if (!next.getValue().isEmpty()) {
      alone.putLast(next.getKey(), next.getValue());
    }
    return chunk;
  }

  private void attempt(Chunk chunk) {
    ConsumerRecord<byte @Nullable [], byte @Nullable []> record = chunk.record(0);
    TopicPartition partition = chunk.partition();
    Optional<OffsetAndMetadata> note =
        bench.attempts().tryAlone(partition, record.offset(), positions.topicId(partition));
    if (note.isPresent()) {
      write(Map.of(partition, note.get()), OutputTransaction.COMMIT_PATIENCE);
      noted.add(partition);
      bench.workers().submit(chunk);
      return;
    }
    Outcome outcome =
        bench
            .evaluation()
            .giveUp(
                record,
                positions.coordinates(record),
                ErrorCode.PROCESS_KILLED,
                bench.attempts().ended(partition),
                new StackTraceElement[0]);
    lanes.replace(chunk, List.of(chunk.answered(0, outcome)));
  }

  /**
   * A record of this partition is decided, its outcome not yet handed to the producer. One that was
   * tried alone did not end the process: that is taken back before its outcome is committed, for
   * that may fail in an outage, in one process after another, and an outage is no reason for a
   * letter.
   *
   * @throws KafkaException if it cannot be taken back
   */
  void decided(TopicPartition partition) {
    if (isSuspect(partition) && noted.contains(partition)) {
      write(
          Map.of(partition, bench.attempts().leave(partition)), OutputTransaction.COMMIT_PATIENCE);
      noted.remove(partition);
    }
  }

  /** Outcomes are committed up to these positions. */
  void committed(Map<TopicPartition, OffsetAndMetadata> upTo) {
    upTo.forEach(
        (partition, position) -> {
          bench.attempts().progressed(partition);
          noted.remove(partition);
          // Markers were skipped: a note at the old position would set the group back.
          started.computeIfPresent(partition, (same, start) -> start.at(position.offset()));
          until.computeIfPresent(partition, (same, end) -> position.offset() < end ? end : null);
        });
  }

  /** These partitions are another process's now, or to be put to a position anew. */
  void drop(Collection<TopicPartition> partitions) {
    until.keySet().removeAll(partitions);
    alone.keySet().removeAll(partitions);
    started.keySet().removeAll(partitions);
    noted.removeAll(partitions);
  }

  /**
   * This process goes on, or ends as asked: nothing of these partitions ended it. What a worker
   * still has after a moment may yet do so; there the attempt stands. (A thread that was given up
   * may run for ever: what it has does not count.) Only while no commit is open, whose outcome
   * might be further on than what is written here.
   *
   * @throws KafkaException if the attempts cannot be taken back: they count until the next record
   *     is decided
   */
  void leave(Collection<TopicPartition> partitions) {
    Set<TopicPartition> left = new HashSet<>(noted);
    left.retainAll(partitions);
    left.removeAll(bench.workers().awaitReturned(left, LEAVE_LIMIT));
    Map<TopicPartition, OffsetAndMetadata> before = new HashMap<>();
    left.forEach(partition -> before.put(partition, bench.attempts().leave(partition)));
    write(before, LEAVE_LIMIT);
    left.forEach(bench.attempts()::progressed);
    noted.removeAll(left);
  }

  private void write(Map<TopicPartition, OffsetAndMetadata> positions, Duration patience) {
    if (!positions.isEmpty()) {
      notes.commit(positions, patience);
    }
  }
}
