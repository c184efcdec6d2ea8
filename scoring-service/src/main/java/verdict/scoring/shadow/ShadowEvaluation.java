package verdict.scoring.shadow;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.decision.Bundles;
import verdict.decision.challenger.Assessment;
import verdict.decision.challenger.Challenger;
import verdict.scoring.evaluate.Evaluation;
import verdict.scoring.evaluate.Examined;
import verdict.scoring.evaluate.Examiner;
import verdict.scoring.evaluate.Outcome;
import verdict.scoring.evaluate.RecordSize;
import verdict.scoring.evaluate.ScoreEvents;
import verdict.wire.Codec;
import verdict.wire.Coordinates;
import verdict.wire.LoanScore;
import verdict.wire.Topic;

/**
 * One input record to the challenger's opinion, or to silence: of what was not decided, not drawn,
 * or has no challenger. A challenger that fails is counted and silent.
 */
public final class ShadowEvaluation implements Evaluation {

  private static final Logger log = LoggerFactory.getLogger(ShadowEvaluation.class);

  private final Codec<LoanScore> scores = Codec.scores();
  private final Examiner examiner;
  private final ScoreEvents events;
  private final Sampling sampling;
  private final Challengers challengers;
  private final MeterRegistry registry;
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  /**
   * @param challengers outlives this, and is closed after the workers
   * @param clock stamps events; no opinion depends on it
   */
  public ShadowEvaluation(
      Supplier<Bundles> bundles,
      Sampling sampling,
      Challengers challengers,
      String appVersion,
      InstantSource clock,
      MeterRegistry registry) {
    this.examiner = new Examiner(bundles);
    this.events = new ScoreEvents(appVersion, clock);
    this.sampling = sampling;
    this.challengers = challengers;
    this.registry = registry;
  }

  @Override
  public Outcome evaluate(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source) {
    return examiner.examine(input) instanceof Examined.Decided decided
            && sampling.asks(decided.decided().decision(), decided.application())
        ? guarded(input, source, decided)
        : silent("not asked");
  }

  private Outcome guarded(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      Examined.Decided decided) {
    try {
      return ask(input, source, decided);
    } catch (OutOfMemoryError e) {
      throw e; // the process is at its end, not the challenger
    } catch (Throwable e) {
      tell(decided.bundle().product(), e);
      return silent("failed");
    }
  }

  private Outcome ask(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      Examined.Decided decided) {
    Optional<Challenger> challenger = challengers.of(decided.bundle());
    if (challenger.isEmpty()) {
      return silent("no challenger");
    }
    return switch (challenger.get().explain(Examiner.applicationOf(decided.application()))) {
      case Assessment.Unassessed unassessed -> silent(unassessed.obstacle().name());
      case Assessment.Assessed assessed -> {
        failing.remove(decided.bundle().product());
        count("asked");
        LoanScore.Builder champion =
            events.of(input, source, decided.application(), decided.bundle(), decided.decided());
        byte[] value = scores.encode(ShadowEvents.of(champion, decided.bundle(), assessed));
        // A send that is refused would poison every transaction that holds this record.
        yield RecordSize.of(input.key(), value, new RecordHeaders())
                > Topic.SHADOW.maxMessageBytes()
            ? silent("too large")
            : new Outcome.Shadowed(
                new ProducerRecord<>(Topic.SHADOW.topicName(), input.key(), value));
      }
    };
  }

  private Outcome silent(String why) {
    count(why);
    return new Outcome.Silent();
  }

  private void count(String result) {
    registry.counter("verdict.shadow.applications", "result", result).increment();
  }

  /** Once for each row of failures: what cannot be loaded fails for every application. */
  private void tell(String product, Throwable failure) {
    if (failing.add(product)) {
      log.atWarn()
          .setCause(failure)
          .addKeyValue("product", product)
          .log("the challenger failed and stays silent until it answers");
    }
  }
}
