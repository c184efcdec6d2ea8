package verdict.scoring.shadow;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.decision.Bundles;
import verdict.decision.challenger.Assessment;
import verdict.scoring.evaluate.Evaluation;
import verdict.scoring.evaluate.Examined;
import verdict.scoring.evaluate.Examiner;
import verdict.scoring.evaluate.Outcome;
import verdict.scoring.evaluate.RecordSize;
import verdict.scoring.evaluate.ScoreEvents;
import verdict.scoring.evaluate.Trace;
import verdict.wire.Codec;
import verdict.wire.Contribution;
import verdict.wire.Coordinates;
import verdict.wire.ErrorCode;
import verdict.wire.LoanScore;
import verdict.wire.ModelRole;
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

  @Override
  public Outcome giveUp(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      ErrorCode code,
      int attempts,
      StackTraceElement[] stack) {
    return silent(code.name());
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
    Optional<Challengers.Opened> opened = challengers.of(decided.bundle());
    if (opened.isEmpty()) {
      return silent("no challenger");
    }
    return switch (opened
        .get()
        .challenger()
        .explain(Examiner.applicationOf(decided.application()))) {
      case Assessment.Unassessed unassessed -> silent(unassessed.obstacle().name());
      case Assessment.Assessed assessed -> {
        failing.remove(decided.bundle().product());
        LoanScore event =
            event(
                events.of(
                    input, source, decided.application(), decided.bundle(), decided.decided()),
                assessed,
                opened.get().reasons());
        yield shadowed(input, scores.encode(event));
      }
    };
  }

  /** The champion's event, with what the challenger says otherwise. */
  private static LoanScore event(
      LoanScore.Builder champion, Assessment.Assessed assessed, FeatureReasons reasons) {
    return champion
        .setRole(ModelRole.CHALLENGER)
        .setPd(assessed.probabilityOfBad())
        .setReasons(reasons.of(assessed.riskRaising()))
        .setContributions(
            assessed.riskRaising().stream()
                .map(feature -> new Contribution(feature.feature(), feature.contribution()))
                .toList())
        .build();
  }

  private Outcome shadowed(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input, byte[] value) {
    Headers headers = Trace.of(input);
    // A send that is refused would poison every transaction that holds this record.
    if (RecordSize.of(input.key(), value, headers) > Topic.SHADOW.maxMessageBytes()) {
      return silent("too large");
    }
    count("asked");
    return new Outcome.Shadowed(
        new ProducerRecord<>(Topic.SHADOW.topicName(), null, null, input.key(), value, headers));
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
