package verdict.scoring.evaluate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import verdict.decision.Application;
import verdict.decision.Bundle;
import verdict.decision.Bundles;
import verdict.decision.Decided;
import verdict.decision.Refused;
import verdict.wire.Codec;
import verdict.wire.Decoding;
import verdict.wire.Envelope;
import verdict.wire.ErrorCode;
import verdict.wire.FieldProblem;
import verdict.wire.LoanApplication;
import verdict.wire.Topic;

/**
 * Decodes, validates and decides one input record, whoever wrote it and whatever its bytes. The
 * same record and the same bundle give the same answer. Immutable and thread-safe.
 */
public final class Examiner {

  private final Codec<LoanApplication> applications = Codec.applications();
  private final Supplier<Bundles> bundles;

  /**
   * @param bundles those in force, asked once for each application
   */
  public Examiner(Supplier<Bundles> bundles) {
    this.bundles = bundles;
  }

  /** What the record says; lets nothing out but an {@link OutOfMemoryError}. */
  public Examined examine(ConsumerRecord<byte @Nullable [], byte @Nullable []> input) {
    return guarded("", () -> decode(input));
  }

  /**
   * G2: whatever is thrown, StackOverflowError and LinkageError included, is this application's
   * failure and nobody else's.
   */
  private static Examined guarded(String bundleName, Supplier<Examined> examination) {
    try {
      return examination.get();
    } catch (OutOfMemoryError e) {
      throw e; // the process is at its end, not the application
    } catch (Throwable e) {
      return new Examined.Failed(Failure.thrown(e), bundleName);
    }
  }

  private Examined decode(ConsumerRecord<byte @Nullable [], byte @Nullable []> input) {
    byte[] value = input.value();
    if (value != null && value.length > Topic.VALUE_BOUND_BYTES) {
      return failed(
          ErrorCode.VALUE_TOO_LARGE,
          "value",
          "the value has %d bytes, at most %d are decided"
              .formatted(value.length, Topic.VALUE_BOUND_BYTES));
    }
    return switch (applications.decode(value)) {
      case Decoding.Undecodable<LoanApplication>(ErrorCode code, String message) ->
          failed(code, "value", message);
      case Decoding.Decoded<LoanApplication>(LoanApplication application) ->
          validate(input.key(), application);
    };
  }

  private Examined validate(byte @Nullable [] key, LoanApplication application) {
    byte[] id = application.getApplicationId().getBytes(StandardCharsets.UTF_8);
    if (key == null || !Arrays.equals(key, id)) {
      return failed(
          ErrorCode.KEY_MISMATCH,
          "key",
          key == null ? "the key is null" : "the key is not the applicationId");
    }
    List<FieldProblem> problems = Envelope.problems(application);
    if (!problems.isEmpty()) {
      return failed(
          ErrorCode.INVALID_FIELD,
          joined(problems, FieldProblem::field, ","),
          joined(problems, problem -> problem.field() + " " + problem.message(), "; "));
    }
    Optional<Bundle> bundle = bundles.get().forProduct(application.getProduct());
    if (bundle.isEmpty()) {
      return failed(ErrorCode.UNKNOWN_PRODUCT, "product", "no bundle serves this product");
    }
    return guarded(name(bundle.get()), () -> decide(application, bundle.get()));
  }

  private static Examined decide(LoanApplication application, Bundle bundle) {
    return switch (bundle.decide(applicationOf(application))) {
      case Decided decided -> new Examined.Decided(application, bundle, decided);
      case Refused refused ->
          new Examined.Failed(
              new Failure(
                  ErrorCode.valueOf(refused.refusal().name()),
                  refused.rule(),
                  refused.message(),
                  refused.cause()),
              name(bundle));
    };
  }

  private static Examined failed(ErrorCode code, String where, String message) {
    return new Examined.Failed(Failure.of(code, where, message), "");
  }

  /** The application as decisions and models read it. */
  public static Application applicationOf(LoanApplication application) {
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
      List<FieldProblem> problems, Function<FieldProblem, String> text, String separator) {
    return problems.stream().map(text).collect(Collectors.joining(separator));
  }

  static String name(Bundle bundle) {
    return bundle.name() + ":" + bundle.version() + ":" + bundle.hash();
  }
}
