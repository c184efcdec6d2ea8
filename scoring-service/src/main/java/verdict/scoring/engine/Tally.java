package verdict.scoring.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.scoring.evaluate.Outcome;
import verdict.wire.Letter;

/**
 * The outcomes of the open transaction: counted and logged once it is committed, forgotten if it is
 * taken back, so that a letter is counted and logged exactly as often as it exists. Confined to the
 * owner thread.
 */
final class Tally {

  private static final Logger log = LoggerFactory.getLogger(Tally.class);

  private final EngineMetrics metrics;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<Instant> oldest = new ArrayList<>();

  Tally(EngineMetrics metrics) {
    this.metrics = metrics;
  }

  void add(Outcome outcome) {
    outcomes.add(outcome);
  }

  List<Outcome> outcomes() {
    return outcomes;
  }

  /** When the broker took in the longest waiting record of a chunk. */
  void waitingSince(Instant oldestOfChunk) {
    oldest.add(oldestOfChunk);
  }

  void confirm(Instant now) {
    for (Outcome outcome : outcomes) {
      switch (outcome) {
        case Outcome.Scored scored -> metrics.scored(scored.decision());
        case Outcome.Lettered lettered -> {
          metrics.lettered(lettered.letter().code());
          log(lettered.letter());
        }
        case Outcome.Shadowed shadowed -> metrics.shadowed();
        case Outcome.Silent silent -> {}
      }
    }
    oldest.forEach(since -> metrics.latency(Duration.between(since, now)));
    forget();
  }

  void forget() {
    outcomes.clear();
    oldest.clear();
  }

  private static void log(Letter letter) {
    log.atWarn()
        .addKeyValue("code", letter.code())
        .addKeyValue("stage", letter.code().stage())
        .addKeyValue("fingerprint", letter.fingerprint())
        .addKeyValue("letter", letter.id())
        .addKeyValue("source", letter.source())
        .addKeyValue("cause", letter.stack())
        .log("dead letter: {}", letter.message());
  }
}
