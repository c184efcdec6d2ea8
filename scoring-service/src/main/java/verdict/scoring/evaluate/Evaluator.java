package verdict.scoring.evaluate;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import verdict.decision.Bundles;
import verdict.wire.Codec;
import verdict.wire.Coordinates;
import verdict.wire.ErrorCode;
import verdict.wire.LoanScore;
import verdict.wire.Topic;

/**
 * One input record to its one outcome: a score event or a letter. Every record has one, whoever
 * wrote it and whatever its bytes. Immutable and thread-safe: all workers share it.
 */
public final class Evaluator implements Evaluation {

  private final Codec<LoanScore> scores = Codec.scores();
  private final Examiner examiner;
  private final LetterWriter letters;
  private final ScoreEvents events;

  /**
   * @param bundles those in force, asked once for each application
   * @param clock stamps decisions and letters; no decision depends on it
   */
  public Evaluator(
      Supplier<Bundles> bundles, String group, String appVersion, InstantSource clock) {
    this.examiner = new Examiner(bundles);
    this.letters = new LetterWriter(group, appVersion, clock);
    this.events = new ScoreEvents(appVersion, clock);
  }

  /** The record's outcome, ready to be sent. */
  @Override
  public Outcome.Sent evaluate(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source) {
    return switch (examiner.examine(input)) {
      case Examined.Failed(Failure failure, String bundleName) ->
          letters.write(input, source, failure, bundleName);
      case Examined.Decided decided -> scored(input, source, decided);
    };
  }

  @Override
  public Outcome.Sent giveUp(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      ErrorCode code,
      int attempts,
      StackTraceElement[] stack) {
    return letters.givenUp(input, source, Failure.givenUp(code, stack), attempts);
  }

  /** G2 again: an event that cannot be written is this application's failure, too. */
  private Outcome.Sent scored(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      Examined.Decided decided) {
    String bundleName = Examiner.name(decided.bundle());
    try {
      return encode(input, source, decided, bundleName);
    } catch (OutOfMemoryError e) {
      throw e; // the process is at its end, not the application
    } catch (Throwable e) {
      return letters.write(input, source, Failure.thrown(e), bundleName);
    }
  }

  private Outcome.Sent encode(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      Examined.Decided decided,
      String bundleName) {
    byte[] value =
        scores.encode(
            events
                .of(input, source, decided.application(), decided.bundle(), decided.decided())
                .build());
    Headers headers = Trace.of(input);
    if (RecordSize.of(input.key(), value, headers) > Topic.SCORES.maxMessageBytes()) {
      String message = "the score event has %d bytes".formatted(value.length);
      return letters.write(
          input, source, Failure.of(ErrorCode.OUTPUT_TOO_LARGE, "value", message), bundleName);
    }
    return new Outcome.Scored(
        ScoreEvents.kind(decided.decided().decision()),
        new ProducerRecord<>(Topic.SCORES.topicName(), null, null, input.key(), value, headers));
  }
}
