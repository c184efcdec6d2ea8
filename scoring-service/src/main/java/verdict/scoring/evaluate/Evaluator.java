package verdict.scoring.evaluate;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import verdict.decision.Application;
import verdict.decision.Bundle;
import verdict.decision.Bundles;
import verdict.decision.Decided;
import verdict.decision.Refused;
import verdict.wire.Codec;
import verdict.wire.Coordinates;
import verdict.wire.Decoding;
import verdict.wire.Envelope;
import verdict.wire.ErrorCode;
import verdict.wire.FieldProblem;
import verdict.wire.LoanApplication;
import verdict.wire.LoanScore;
import verdict.wire.Topic;

/**
 * One input record to its one outcome. Every record has one, whoever wrote it and whatever its
 * bytes; only an {@link OutOfMemoryError} gets out of here. Immutable and thread-safe: all workers
 * share it.
 */
public final class Evaluator {

  private static final String TRACE_HEADER = "traceparent";

  private final Codec<LoanApplication> applications = Codec.applications();
  private final Codec<LoanScore> scores = Codec.scores();
  private final Supplier<Bundles> bundles;
  private final LetterWriter letters;
  private final ScoreEvents events;

  /**
   * @param bundles those in force, asked once for each application
   * @param clock stamps decisions and letters; no decision depends on it
   */
  public Evaluator(
      Supplier<Bundles> bundles, String group, String appVersion, InstantSource clock) {
    this.bundles = bundles;
    this.letters = new LetterWriter(group, appVersion, clock);
    this.events = new ScoreEvents(appVersion, clock);
  }

  /** The record's outcome, ready to be sent. */
  public Outcome evaluate(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source) {
    return guarded(input, source, "", () -> decode(input, source));
  }

  /**
   * G2: whatever is thrown, StackOverflowError and LinkageError included, is this application's
   * failure and nobody else's.
   */
  private Outcome guarded(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      String bundleName,
      Supplier<Outcome> evaluation) {
    try {
      return evaluation.get();
    } catch (OutOfMemoryError e) {
      throw e; // the process is at its end, not the application
    } catch (Throwable e) {
      Failure failure =
          new Failure(
              ErrorCode.SCORING_FAILED,
              "",
              "the decision code threw " + e.getClass().getName(),
              Optional.of(e));
      return letters.write(input, source, failure, bundleName);
    }
  }

  private Outcome decode(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source) {
    byte[] value = input.value();
    if (value != null && value.length > Topic.VALUE_BOUND_BYTES) {
      String message =
          "the value has %d bytes, at most %d are decided"
              .formatted(value.length, Topic.VALUE_BOUND_BYTES);
      return letters.write(
          input, source, Failure.of(ErrorCode.VALUE_TOO_LARGE, "value", message), "");
    }
    return switch (applications.decode(value)) {
      case Decoding.Undecodable<LoanApplication>(ErrorCode code, String message) ->
          letters.write(input, source, Failure.of(code, "value", message), "");
      case Decoding.Decoded<LoanApplication>(LoanApplication application) ->
          validate(input, source, application);
    };
  }

  private Outcome validate(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      LoanApplication application) {
    byte[] key = input.key();
    byte[] id = application.getApplicationId().getBytes(StandardCharsets.UTF_8);
    if (key == null || !Arrays.equals(key, id)) {
      String message = key == null ? "the key is null" : "the key is not the applicationId";
      return letters.write(input, source, Failure.of(ErrorCode.KEY_MISMATCH, "key", message), "");
    }
    List<FieldProblem> problems = Envelope.problems(application);
    if (!problems.isEmpty()) {
      String fields = joined(problems, FieldProblem::field, ",");
      String message = joined(problems, problem -> problem.field() + " " + problem.message(), "; ");
      return letters.write(input, source, Failure.of(ErrorCode.INVALID_FIELD, fields, message), "");
    }
    Optional<Bundle> bundle = bundles.get().forProduct(application.getProduct());
    if (bundle.isEmpty()) {
      Failure failure =
          Failure.of(ErrorCode.UNKNOWN_PRODUCT, "product", "no bundle serves this product");
      return letters.write(input, source, failure, "");
    }
    return guarded(
        input, source, name(bundle.get()), () -> decide(input, source, application, bundle.get()));
  }

  private Outcome decide(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      LoanApplication application,
      Bundle bundle) {
    return switch (bundle.decide(applicationOf(application))) {
      case Decided decided -> encode(input, source, application, bundle, decided);
      case Refused refused ->
          letters.write(
              input,
              source,
              new Failure(
                  ErrorCode.valueOf(refused.refusal().name()),
                  refused.rule(),
                  refused.message(),
                  refused.cause()),
              name(bundle));
    };
  }

  private Outcome encode(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      LoanApplication application,
      Bundle bundle,
      Decided decided) {
    byte[] value = scores.encode(events.of(input, source, application, bundle, decided));
    RecordHeaders headers = new RecordHeaders();
    Header trace = input.headers().lastHeader(TRACE_HEADER);
    if (trace != null) {
      headers.add(trace);
    }
    if (RecordSize.of(input.key(), value, headers) > Topic.SCORES.maxMessageBytes()) {
      String message = "the score event has %d bytes".formatted(value.length);
      return letters.write(
          input, source, Failure.of(ErrorCode.OUTPUT_TOO_LARGE, "value", message), name(bundle));
    }
    return new Outcome.Scored(
        ScoreEvents.kind(decided.decision()),
        new ProducerRecord<>(Topic.SCORES.topicName(), null, null, input.key(), value, headers));
  }

  private static Application applicationOf(LoanApplication application) {
    return new Application(
        application.getApplicationId(),
        application.getRevision(),
        application.getProduct(),
        application.getAmountMinor(),
        application.getCurrency(),
        application.getTermMonths(),
        application.getSubmittedAt(),
        application.getAttributes());
  }

  private static String joined(
      List<FieldProblem> problems,
      java.util.function.Function<FieldProblem, String> text,
      String separator) {
    return problems.stream().map(text).collect(Collectors.joining(separator));
  }

  private static String name(Bundle bundle) {
    return bundle.name() + ":" + bundle.version() + ":" + bundle.hash();
  }
}
