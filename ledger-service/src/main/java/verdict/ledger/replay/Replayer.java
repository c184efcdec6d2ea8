package verdict.ledger.replay;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicIdPartition;
import verdict.kit.UnreachableException;
import verdict.ledger.letters.LetterFetch;
import verdict.ledger.letters.LetterFilter;
import verdict.ledger.letters.LetterIndex;
import verdict.ledger.letters.LetterStatus;
import verdict.ledger.letters.LetterSummary;
import verdict.ledger.source.LedgerTopics;
import verdict.ledger.source.LineOffsets;
import verdict.ledger.source.LostTails;
import verdict.ledger.store.CatchUp;
import verdict.ledger.store.Deadline;
import verdict.ledger.store.LedgerDatabase;
import verdict.ledger.store.LostTail;

/**
 * Sends letters' original bytes to the replay topic. What was sent is told by that topic alone, so
 * two replayers cannot disagree: the later one fences the earlier by the common transactional id,
 * and looks at the ledger only after it has read everything that the earlier one sent.
 */
public final class Replayer implements AutoCloseable {

  /** A letter that comes out of this many replays is quarantined. */
  public static final int ROUNDS_BOUND = 3;

  /** Most letters that one request takes. */
  public static final int LETTERS_BOUND = LetterIndex.LIST_BOUND;

  /** Most letters in one Kafka transaction. */
  static final int TRANSACTION_LETTERS = 50;

  private static final Duration FETCH_WAIT = Duration.ofSeconds(15);

  private final Map<String, Object> kafka;
  private final LedgerDatabase database;
  private final LedgerTopics topics;
  private final LineOffsets offsets;
  private final InstantSource clock;
  private final LongSupplier ticker;

  private Replayer(
      Map<String, Object> kafka,
      LedgerDatabase database,
      LedgerTopics topics,
      InstantSource clock,
      LongSupplier ticker) {
    this.kafka = kafka;
    this.database = database;
    this.topics = topics;
    this.offsets = LineOffsets.open(kafka);
    this.clock = clock;
    this.ticker = ticker;
  }

  /** Of the line's declared topics. {@code database} stays the caller's to close. */
  public static Replayer open(Map<String, Object> kafka, LedgerDatabase database) {
    return open(kafka, database, LedgerTopics.declared());
  }

  /** Of other topics. */
  public static Replayer open(
      Map<String, Object> kafka, LedgerDatabase database, LedgerTopics topics) {
    return new Replayer(
        Map.copyOf(kafka), database, topics, InstantSource.system(), System::nanoTime);
  }

  /**
   * Replays, or says what it would replay.
   *
   * @param limit how long to wait for the ledger to catch up with the replays sent before
   * @throws UnreachableException if Kafka, PostgreSQL or a running ledger is missing
   * @throws ReplayFencedException if another replay began meanwhile
   */
  public ReplayReport run(ReplayRequest request, Duration limit) {
    database.awaitTables(Duration.ZERO);
    if (request.dryRun()) {
      awaitLedger(limit);
      Selection selection = select(request.letters());
      selection.eligible().forEach(selection.tally()::replayed);
      return selection.tally().report(Optional.empty(), selection.truncated());
    }
    try (ReplayProducer producer = ReplayProducer.open(kafka, offsets, topics.replay())) {
      awaitLedger(limit);
      Selection selection = select(request.letters());
      UUID job = UUID.randomUUID();
      Journal journal = new Journal(database);
      journal.begun(job, clock.instant(), request);
      try {
        send(producer, selection, request.perSecond());
      } finally {
        journal.ended(job, clock.instant(), selection.tally());
      }
      return selection.tally().report(Optional.of(job), selection.truncated());
    }
  }

  /** Every replay that was ever sent must be in the ledger before its answers are believed. */
  private void awaitLedger(Duration limit) {
    List<TopicIdPartition> partitions = offsets.layout(List.of(topics.replay())).partitions();
    List<LostTail> lost = LostTails.find(database, offsets, partitions);
    if (!lost.isEmpty()) {
      throw new UnreachableException(
          "the ledger cannot tell what was replayed: " + lost.getFirst().told());
    }
    Map<TopicIdPartition, Long> ends = offsets.ends(partitions);
    Map<TopicIdPartition, Long> behind = CatchUp.await(database, ends, limit, ticker);
    if (!behind.isEmpty()) {
      throw new UnreachableException(
          "the ledger did not catch up with topic "
              + topics.replay()
              + " within "
              + limit.toSeconds()
              + " s; is a ledger running?");
    }
  }

  private record Selection(List<LetterSummary> eligible, ReplayTally tally, boolean truncated) {}

  private Selection select(LetterFilter filter) {
    // A filter by cause means what is open; letters named by id get an answer each.
    LetterFilter effective =
        filter.ids().isEmpty() && filter.status().isEmpty()
            ? filter.withStatus(LetterStatus.OPEN)
            : filter;
    LetterIndex index = new LetterIndex(database, kafka);
    List<LetterSummary> found = index.list(effective, LETTERS_BOUND);
    ReplayTally tally = new ReplayTally();
    if (filter.ids().isEmpty()) {
      index
          .groups(filter)
          .forEach(
              group ->
                  group.byStatus().forEach((status, count) -> tally.passedOver(status, count)));
    }
    Set<UUID> unknown = new LinkedHashSet<>(filter.ids());
    Set<UUID> seen = new LinkedHashSet<>();
    List<LetterSummary> eligible = new ArrayList<>();
    for (LetterSummary letter : found) {
      unknown.remove(letter.id());
      if (seen.add(letter.id())) {
        Eligibility.refusal(letter)
            .ifPresentOrElse(
                refusal -> tally.refused(letter.id(), refusal), () -> eligible.add(letter));
      }
    }
    unknown.forEach(id -> tally.refused(id, Refusal.UNKNOWN_LETTER));
    // The order of the letters' logs: applications of one key go out in the order they came in.
    eligible.sort(
        Comparator.comparingInt((LetterSummary letter) -> letter.coordinates().partition())
            .thenComparingLong(letter -> letter.coordinates().offset()));
    return new Selection(List.copyOf(eligible), tally, found.size() >= LETTERS_BOUND);
  }

  private void send(ReplayProducer producer, Selection selection, int perSecond) {
    int chunkSize =
        perSecond == 0 ? TRANSACTION_LETTERS : Math.clamp(perSecond, 1, TRANSACTION_LETTERS);
    List<LetterSummary> letters = selection.eligible();
    try (LetterFetch fetch = LetterFetch.open(kafka)) {
      for (int from = 0; from < letters.size(); from += chunkSize) {
        List<LetterSummary> chunk =
            letters.subList(from, Math.min(letters.size(), from + chunkSize));
        Deadline second = Deadline.after(pace(chunk.size(), perSecond), ticker);
        Map<LetterSummary, ConsumerRecord<byte[], byte[]>> originals = new HashMap<>();
        for (LetterSummary letter : chunk) {
          fetch
              .one(letter, FETCH_WAIT)
              .ifPresentOrElse(
                  original -> originals.put(letter, original),
                  () -> selection.tally().refused(letter.id(), Refusal.AGED_OUT));
        }
        List<LetterSummary> present = chunk.stream().filter(originals::containsKey).toList();
        producer.send(present, originals, selection.tally().replayed());
        present.forEach(selection.tally()::replayed);
        while (!second.passed()) {
          second.pause(second.remaining());
        }
      }
    }
  }

  private static Duration pace(int letters, int perSecond) {
    return perSecond == 0 ? Duration.ZERO : Duration.ofSeconds(letters).dividedBy(perSecond);
  }

  @Override
  public void close() {
    offsets.close();
  }
}
