package verdict.scoring.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import verdict.decision.Bundle;
import verdict.decision.Bundles;
import verdict.scoring.evaluate.Evaluation;
import verdict.scoring.evaluate.Evaluator;
import verdict.scoring.evaluate.Outcome;
import verdict.scoring.evaluate.RecordSize;
import verdict.testkit.SampleRecords;
import verdict.testkit.SampleRecords.Flaw;
import verdict.wire.Coordinates;
import verdict.wire.DecisionKind;
import verdict.wire.ErrorCode;
import verdict.wire.LetterHeaders;
import verdict.wire.Topic;

class TracedEvaluationTest {

  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00-" + TRACE_ID + "-00f067aa0ba902b7-01";
  private static final Coordinates SOURCE =
      new Coordinates(Topic.APPLICATIONS.topicName(), Uuid.randomUuid(), 3, 42);
  private static final Bundles BUNDLES = Bundles.of(List.of(Bundle.shipped()));

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder()
          .setSampler(Sampler.parentBased(Sampler.alwaysOn()))
          .addSpanProcessor(SimpleSpanProcessor.create(spans))
          .build();
  private final Evaluator evaluator =
      new Evaluator(() -> BUNDLES, "the-group", "1.2.3", InstantSource.fixed(Instant.EPOCH));
  private final Evaluation traced = traced(evaluator);

  private Evaluation traced(Evaluation evaluation) {
    return new TracedEvaluation(evaluation, provider.get("test"), "the-group", this::unexpected);
  }

  private void unexpected(Throwable failure) {
    throw new AssertionError(failure);
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private static ConsumerRecord<byte @Nullable [], byte @Nullable []> input(
      Flaw flaw, @Nullable String traceparent) {
    ProducerRecord<byte @Nullable [], byte @Nullable []> sent = SampleRecords.record(7, flaw);
    sent.headers().remove("traceparent");
    if (traceparent != null) {
      sent.headers().add("traceparent", traceparent.getBytes(US_ASCII));
    }
    return new ConsumerRecord<>(
        SOURCE.topic(),
        SOURCE.partition(),
        SOURCE.offset(),
        1_000L,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        sent.key(),
        sent.value(),
        sent.headers(),
        Optional.empty());
  }

  private static ProducerRecord<byte @Nullable [], byte @Nullable []> output(Outcome outcome) {
    return ((Outcome.Sent) outcome).output();
  }

  private SpanData span() {
    assertThat(spans.getFinishedSpanItems()).hasSize(1);
    return spans.getFinishedSpanItems().getFirst();
  }

  private static String contextOf(SpanData span) {
    return "00-"
        + span.getTraceId()
        + "-"
        + span.getSpanId()
        + "-"
        + span.getSpanContext().getTraceFlags().asHex();
  }

  private static List<String> values(Headers headers, String name) {
    return Arrays.stream(headers.toArray())
        .filter(header -> header.key().equals(name))
        .map(header -> new String(header.value(), US_ASCII))
        .toList();
  }

  @Test
  void a_scored_record_has_a_consumer_span_in_the_callers_trace_that_the_score_event_names() {
    Outcome outcome = traced.evaluate(input(Flaw.NONE, CALLER), SOURCE);

    SpanData span = span();
    assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(span.getName()).isEqualTo("process loan.applications");
    assertThat(span.getTraceId()).isEqualTo(TRACE_ID);
    assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(values(output(outcome).headers(), "traceparent")).containsExactly(contextOf(span));
  }

  @Test
  void a_span_says_where_the_record_lies_and_what_came_of_it_and_nothing_else() {
    traced.evaluate(input(Flaw.NONE, CALLER), SOURCE);

    assertThat(span().getAttributes().asMap()).isEqualTo(place("SCORED").build().asMap());
    assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(span().getEvents()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void a_letters_span_tells_the_error_code_and_nothing_of_what_the_record_holds(Flaw flaw) {
    Outcome outcome = traced.evaluate(input(flaw, CALLER), SOURCE);

    String code = ((Outcome.Lettered) outcome).letter().code().name();
    assertThat(span().getAttributes().asMap())
        .isEqualTo(place("DEAD_LETTERED").put("error.type", code).build().asMap());
    assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span().getStatus().getDescription()).isEqualTo(code);
    assertThat(span().getEvents()).isEmpty();
  }

  private static AttributesBuilder place(String outcome) {
    return Attributes.builder()
        .put("messaging.system", "kafka")
        .put("messaging.operation.name", "process")
        .put("messaging.operation.type", "process")
        .put("messaging.destination.name", "loan.applications")
        .put("messaging.destination.partition.id", "3")
        .put("messaging.kafka.offset", 42)
        .put("messaging.consumer.group.name", "the-group")
        .put("verdict.outcome", outcome);
  }

  @Test
  void a_letter_keeps_the_records_traceparent_and_names_the_span_in_a_header_of_its_own() {
    ConsumerRecord<byte @Nullable [], byte @Nullable []> input =
        input(Flaw.UNKNOWN_PRODUCT, CALLER);
    input.headers().add(LetterHeaders.TRACEPARENT, "an earlier letter's".getBytes(US_ASCII));

    Headers headers = output(traced.evaluate(input, SOURCE)).headers();

    assertThat(values(headers, "traceparent")).containsExactly(CALLER);
    assertThat(values(headers, LetterHeaders.TRACEPARENT)).containsExactly(contextOf(span()));
  }

  @Test
  void a_record_that_is_given_up_has_a_span_with_the_code() {
    Outcome outcome =
        traced.giveUp(
            input(Flaw.NONE, CALLER),
            SOURCE,
            ErrorCode.SCORING_TIMEOUT,
            2,
            new StackTraceElement[0]);

    assertThat(span().getAttributes().get(AttributeKey.stringKey("error.type")))
        .isEqualTo("SCORING_TIMEOUT");
    assertThat(values(output(outcome).headers(), LetterHeaders.TRACEPARENT))
        .containsExactly(contextOf(span()));
  }

  @ParameterizedTest
  @EnumSource(Flaw.class)
  void what_is_not_recorded_comes_out_as_if_there_were_no_traces(Flaw flaw) {
    ConsumerRecord<byte @Nullable [], byte @Nullable []> input =
        input(flaw, "00-" + TRACE_ID + "-00f067aa0ba902b7-00");

    Outcome outcome = traced.evaluate(input, SOURCE);

    assertThat(headers(outcome)).isEqualTo(headers(evaluator.evaluate(input, SOURCE)));
    assertThat(values(output(outcome).headers(), "traceparent"))
        .containsExactly("00-" + TRACE_ID + "-00f067aa0ba902b7-00");
    assertThat(spans.getFinishedSpanItems()).isEmpty();
  }

  /** But for the stacks, which tell who called. */
  private static List<String> headers(Outcome outcome) {
    return Arrays.stream(output(outcome).headers().toArray())
        .filter(header -> !header.key().equals(LetterHeaders.STACK))
        .map(Header::toString)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nonsense", "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"})
  void nonsense_for_a_traceparent_begins_a_trace_of_its_own(String header) {
    Outcome outcome = traced.evaluate(input(Flaw.NONE, header), SOURCE);

    assertThat(span().getParentSpanContext().isValid()).isFalse();
    assertThat(values(output(outcome).headers(), "traceparent")).containsExactly(contextOf(span()));
  }

  @ParameterizedTest
  @CsvSource({"SCORES, 0", "SCORES, 1", "LETTERS, 0", "LETTERS, 1"})
  void a_context_that_does_not_fit_stays_out_as_the_send_would_be_refused(Topic topic, int over) {
    long room = topic.maxMessageBytes();
    ProducerRecord<byte @Nullable [], byte @Nullable []> output =
        sized(topic, room - TracedEvaluation.HEADER_BOUND_BYTES + over);

    traced(new Fixed(outcome(topic, output))).evaluate(input(Flaw.NONE, CALLER), SOURCE);

    boolean score = topic == Topic.SCORES;
    String header = score ? "traceparent" : LetterHeaders.TRACEPARENT;
    List<String> untouched = score ? List.of(CALLER) : List.of();
    assertThat(values(output.headers(), header))
        .isEqualTo(over == 0 ? List.of(contextOf(span())) : untouched);
    assertThat(size(output)).isLessThanOrEqualTo(room);
    assertThat(span().getTraceId()).isEqualTo(TRACE_ID);
  }

  private Outcome outcome(
      Topic topic, ProducerRecord<byte @Nullable [], byte @Nullable []> output) {
    return topic == Topic.SCORES
        ? new Outcome.Scored(DecisionKind.REFER, output)
        : new Outcome.Lettered(
            ((Outcome.Lettered) evaluator.evaluate(input(Flaw.UNKNOWN_PRODUCT, null), SOURCE))
                .letter(),
            output);
  }

  private static ProducerRecord<byte @Nullable [], byte @Nullable []> sized(
      Topic topic, long size) {
    int value = (int) (size - size(withCaller(topic, 0)));
    ProducerRecord<byte @Nullable [], byte @Nullable []> output = withCaller(topic, value);
    assertThat(size(output)).isEqualTo(size);
    return output;
  }

  private static ProducerRecord<byte @Nullable [], byte @Nullable []> withCaller(
      Topic topic, int value) {
    ProducerRecord<byte @Nullable [], byte @Nullable []> output =
        new ProducerRecord<>(topic.topicName(), null, new byte[value]);
    output.headers().add("traceparent", CALLER.getBytes(US_ASCII));
    return output;
  }

  private static long size(ProducerRecord<byte @Nullable [], byte @Nullable []> output) {
    return RecordSize.of(output.key(), output.value(), output.headers());
  }

  static List<Named<Tracer>> broken_tracers() {
    return List.of(
        Named.of(
            "throws",
            name -> {
              throw new IllegalStateException("the tracer's bug");
            }),
        Named.of(
            "does not link",
            name -> {
              throw new NoClassDefFoundError("io/opentelemetry/Gone");
            }),
        Named.of(
            "cannot end a span",
            SdkTracerProvider.builder().addSpanProcessor(new EndsNoSpan()).build().get("test")));
  }

  @ParameterizedTest
  @MethodSource("broken_tracers")
  void a_tracer_that_fails_changes_no_outcome_and_is_reported(Tracer tracer) {
    ConsumerRecord<byte @Nullable [], byte @Nullable []> input =
        input(Flaw.UNKNOWN_PRODUCT, CALLER);
    StackTraceElement[] stack = new StackTraceElement[0];
    List<Throwable> failures = new ArrayList<>();
    Evaluation broken = new TracedEvaluation(evaluator, tracer, "the-group", failures::add);

    assertThat(headers(broken.evaluate(input, SOURCE)))
        .isEqualTo(headers(evaluator.evaluate(input, SOURCE)));
    assertThat(failures).hasSize(1);

    assertThat(headers(broken.giveUp(input, SOURCE, ErrorCode.PROCESS_KILLED, 5, stack)))
        .isEqualTo(headers(evaluator.giveUp(input, SOURCE, ErrorCode.PROCESS_KILLED, 5, stack)));
    assertThat(failures).hasSize(2);
  }

  private static final class EndsNoSpan implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      throw new IllegalStateException("the processor's bug");
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }

  private record Fixed(Outcome outcome) implements Evaluation {
    @Override
    public Outcome evaluate(
        ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source) {
      return outcome;
    }

    @Override
    public Outcome giveUp(
        ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
        Coordinates source,
        ErrorCode code,
        int attempts,
        StackTraceElement[] stack) {
      return outcome;
    }
  }
}
