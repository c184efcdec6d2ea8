package verdict.scoring.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import verdict.kit.traces.TraceContext;
import verdict.scoring.evaluate.Evaluation;
import verdict.scoring.evaluate.Outcome;
import verdict.scoring.evaluate.RecordSize;
import verdict.wire.Coordinates;
import verdict.wire.ErrorCode;
import verdict.wire.LetterHeaders;
import verdict.wire.Topic;

/**
 * An evaluation, with a CONSUMER span around each record. The span goes on with the record's {@code
 * traceparent}. A score event carries the span's context in its own {@code traceparent}, a letter
 * in {@code dlq.traceparent}: the letter's {@code traceparent} is the original's, which nothing
 * alters. If the trace is not recorded, all is as if this were not there.
 *
 * <p>The span measures the evaluation and ends with it, before the commit. One that waited for the
 * commit would have to be kept by the engine through aborts and rewinds, and would mostly measure
 * the commit interval, which is a metric. So a record whose transaction is taken back, or that gets
 * a second attempt, has more than one span. The one whose outcome counts is the one that the
 * committed score event or letter names.
 *
 * <p>Attributes follow OpenTelemetry's conventions for messaging and say where the record lies,
 * never what is in it.
 *
 * <p>No outcome fails because its span does: that is reported, and the outcome stays as it was.
 * Thread-safe.
 */
public final class TracedEvaluation implements Evaluation {

  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey("messaging.operation.name");
  private static final AttributeKey<String> OPERATION_TYPE =
      AttributeKey.stringKey("messaging.operation.type");
  private static final AttributeKey<String> DESTINATION =
      AttributeKey.stringKey("messaging.destination.name");
  private static final AttributeKey<String> PARTITION =
      AttributeKey.stringKey("messaging.destination.partition.id");
  private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
  private static final AttributeKey<String> GROUP =
      AttributeKey.stringKey("messaging.consumer.group.name");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("verdict.outcome");
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  private static final String PROCESS = "process";

  /** Most that a header with a trace context adds to a record, in bytes. */
  static final int HEADER_BOUND_BYTES = 128;

  private final Evaluation evaluation;
  private final Tracer tracer;
  private final String group;
  private final Consumer<Throwable> failures;

  /**
   * @param group the consumer group that evaluates
   * @param failures told why a span could not be made
   */
  public TracedEvaluation(
      Evaluation evaluation, Tracer tracer, String group, Consumer<Throwable> failures) {
    this.evaluation = evaluation;
    this.tracer = tracer;
    this.group = group;
    this.failures = failures;
  }

  @Override
  public Outcome evaluate(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source) {
    Span span = begin(input, source);
    // No finally: what an evaluation lets out ends the process, and the span is lost with it.
    return ended(span, evaluation.evaluate(input, source));
  }

  /** Looks at no more of the record than its place and one short header. */
  @Override
  public Outcome giveUp(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      ErrorCode code,
      int attempts,
      StackTraceElement[] stack) {
    Span span = begin(input, source);
    return ended(span, evaluation.giveUp(input, source, code, attempts, stack));
  }

  /** A span that is not recorded if it cannot be made. */
  private Span begin(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source) {
    try {
      return started(input, source);
    } catch (RuntimeException | LinkageError e) {
      failures.accept(e);
      return Span.getInvalid();
    }
  }

  private Span started(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source) {
    Span span =
        tracer
            .spanBuilder(PROCESS + " " + source.topic())
            .setSpanKind(SpanKind.CONSUMER)
            .setParent(TraceContext.parent(traceparent(input.headers())))
            .startSpan();
    if (recorded(span)) {
      span.setAttribute(SYSTEM, "kafka")
          .setAttribute(OPERATION, PROCESS)
          .setAttribute(OPERATION_TYPE, PROCESS)
          .setAttribute(DESTINATION, source.topic())
          .setAttribute(PARTITION, Integer.toString(source.partition()))
          .setAttribute(OFFSET, source.offset())
          .setAttribute(GROUP, group);
    }
    return span;
  }

  private static Optional<String> traceparent(Headers headers) {
    Header header = headers.lastHeader(TraceContext.HEADER);
    byte[] value = header == null ? null : header.value();
    return value == null || value.length != TraceContext.LENGTH
        ? Optional.empty()
        : TraceContext.of(new String(value, ISO_8859_1));
  }

  private static boolean recorded(Span span) {
    return span.getSpanContext().isSampled();
  }

  private Outcome ended(Span span, Outcome outcome) {
    try {
      if (recorded(span)) {
        end(span, outcome);
      }
    } catch (RuntimeException | LinkageError e) {
      failures.accept(e);
    }
    return outcome;
  }

  private static void end(Span span, Outcome outcome) {
    switch (outcome) {
      case Outcome.Scored scored -> {
        span.setAttribute(OUTCOME, "SCORED").end();
        carry(span, scored.output(), TraceContext.HEADER, Topic.SCORES);
      }
      case Outcome.Lettered lettered -> {
        String code = lettered.letter().code().name();
        span.setAttribute(OUTCOME, "DEAD_LETTERED").setAttribute(ERROR_TYPE, code);
        span.setStatus(StatusCode.ERROR, code).end();
        carry(span, lettered.output(), LetterHeaders.TRACEPARENT, Topic.LETTERS);
      }
      // The shadow's: no verdicts.
      case Outcome.Shadowed shadowed -> span.end();
      case Outcome.Silent silent -> span.end();
    }
  }

  /** A send that is refused would poison every transaction that holds this record. */
  private static void carry(
      Span span,
      ProducerRecord<byte @Nullable [], byte @Nullable []> output,
      String header,
      Topic topic) {
    Headers headers = output.headers();
    if (RecordSize.of(output.key(), output.value(), headers) + HEADER_BOUND_BYTES
        <= topic.maxMessageBytes()) {
      byte[] context = TraceContext.of(span).getBytes(US_ASCII);
      headers.remove(header);
      headers.add(header, context);
    }
  }
}
