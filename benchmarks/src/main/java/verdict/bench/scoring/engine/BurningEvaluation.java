package verdict.bench.scoring.engine;

import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import verdict.bench.scoring.load.InputRecords;
import verdict.bench.scoring.plan.Shape;
import verdict.scoring.evaluate.Evaluation;
import verdict.scoring.evaluate.Outcome;
import verdict.scoring.evaluate.Trace;
import verdict.wire.Coordinates;
import verdict.wire.DecisionKind;
import verdict.wire.ErrorCode;
import verdict.wire.Topic;

/**
 * Burns processor time instead of deciding. What comes out is a real score event, though one that
 * was made before: outputs have the size and the variety of real ones. A record that could not be
 * decided becomes its real letter. Immutable and thread-safe.
 */
final class BurningEvaluation implements Evaluation {

  /** A power of two. */
  private static final int EVENTS = 1_024;

  /** Real Avro starts with it. */
  private static final byte MARKER = (byte) 0xC3;

  private final Evaluation real;
  private final Spin spin;
  private final long micros;
  private final byte[][] events = new byte[EVENTS][];

  BurningEvaluation(Evaluation real, Spin spin, long micros) {
    this.real = real;
    this.spin = spin;
    this.micros = micros;
    InputRecords inputs = new InputRecords(Shape.UNIFORM);
    Topic topic = Topic.APPLICATIONS;
    for (int i = 0; i < EVENTS; i++) {
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input = input(inputs, topic, i);
      Outcome outcome =
          real.evaluate(
              input, new Coordinates(topic.topicName(), Uuid.ONE_UUID, 0, input.offset()));
      if (!(outcome instanceof Outcome.Scored scored)) {
        throw new IllegalStateException("the sample is not decided: " + outcome);
      }
      events[i] = Objects.requireNonNull(scored.output().value());
    }
  }

  private static ConsumerRecord<byte @Nullable [], byte @Nullable []> input(
      InputRecords inputs, Topic topic, long offset) {
    ProducerRecord<byte @Nullable [], byte @Nullable []> next = inputs.next();
    return new ConsumerRecord<>(
        topic.topicName(),
        0,
        offset,
        System.currentTimeMillis(),
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        next.key(),
        next.value(),
        next.headers(),
        Optional.empty());
  }

  @Override
  public Outcome evaluate(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source) {
    spin.burn(micros);
    byte[] value = input.value();
    if (value == null || value.length == 0 || value[0] != MARKER) {
      return real.evaluate(input, source);
    }
    byte[] event = events[(int) input.offset() & (EVENTS - 1)];
    return new Outcome.Scored(
        DecisionKind.APPROVE,
        new ProducerRecord<>(
            Topic.SCORES.topicName(), null, null, input.key(), event, Trace.of(input)));
  }

  @Override
  public Outcome giveUp(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      ErrorCode code,
      int attempts,
      StackTraceElement[] stack) {
    return real.giveUp(input, source, code, attempts, stack);
  }
}
