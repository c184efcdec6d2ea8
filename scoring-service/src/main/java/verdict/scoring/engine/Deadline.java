package verdict.scoring.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.scoring.evaluate.Outcome;
import verdict.wire.Coordinates;
import verdict.wire.ErrorCode;

/**
 * What becomes of a record whose decision takes too long: one more attempt with a fresh worker,
 * then a letter. Its neighbours are decided by others meanwhile; their outcomes leave after its
 * own.
 *
 * <p>Confined to the owner thread.
 */
final class Deadline {

  private static final Logger log = LoggerFactory.getLogger(Deadline.class);

  private static final int ATTEMPTS = 2;

  private final Workbench bench;
  private final Lanes lanes;
  private final Positions positions;
  private final Watchdog watchdog;

  Deadline(Workbench bench, Lanes lanes, Positions positions) {
    this.bench = bench;
    this.lanes = lanes;
    this.positions = positions;
    this.watchdog =
        new Watchdog(bench.limits().deadline().dividedBy(ATTEMPTS), bench.nanoTicker().getAsLong());
  }

  /** Looks once at what the workers have. */
  void enforce() {
    watchdog
        .tick(bench.nanoTicker().getAsLong(), bench.workers().running())
        .forEach(overdue -> replace(overdue.chunk(), overdue.record()));
    // After all of them: threads that may be lost, too, go first to what leaves first.
    bench.workers().replenish();
  }

  private void replace(Chunk chunk, int index) {
    Optional<StackTraceElement[]> stack = bench.workers().abandon(chunk);
    if (stack.isEmpty() || chunk.isCancelled()) {
      return; // it came back at last, or nobody waits for it any more
    }
    chunk.cancel();
    Coordinates source = positions.coordinates(chunk.record(index));
    List<Chunk> parts =
        Stream.of(chunk.before(index), again(chunk, index, source, stack.get()), chunk.after(index))
            .filter(part -> part.size() > 0)
            .toList();
    if (lanes.replace(chunk, parts)) {
      parts.stream().filter(part -> !part.isDecided()).forEach(bench.workers()::submit);
    }
  }

  private Chunk again(Chunk chunk, int index, Coordinates source, StackTraceElement[] stack) {
    bench.metrics().overdue();
    // Without a thread left for a second attempt, the first has to do: each process gets on.
    if (!chunk.isRetry() && !bench.workers().isExhausted()) {
      log.atWarn()
          .addKeyValue("source", source)
          .log("a decision takes too long: trying once more with another worker");
      return chunk.retry(index);
    }
    Outcome outcome =
        bench
            .evaluation()
            .giveUp(
                chunk.record(index),
                source,
                ErrorCode.SCORING_TIMEOUT,
                chunk.isRetry() ? ATTEMPTS : 1,
                stack);
    return chunk.answered(index, outcome);
  }
}
