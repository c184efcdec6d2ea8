package verdict.scoring.evaluate;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import verdict.wire.DecisionKind;
import verdict.wire.Letter;

/** What came of one input record. */
public sealed interface Outcome {

  /** One that says something. */
  sealed interface Sent extends Outcome {

    /** The record to send; its headers or value name the input's coordinates. */
    ProducerRecord<byte @Nullable [], byte @Nullable []> output();
  }

  /** A decision, on the scores' topic. */
  record Scored(DecisionKind decision, ProducerRecord<byte @Nullable [], byte @Nullable []> output)
      implements Sent {}

  /** A dead letter, on the letters' topic; {@code letter} is what its headers say. */
  record Lettered(Letter letter, ProducerRecord<byte @Nullable [], byte @Nullable []> output)
      implements Sent {}

  /** A challenger's opinion, on the shadow topic. */
  record Shadowed(ProducerRecord<byte @Nullable [], byte @Nullable []> output) implements Sent {}

  /** A challenger's silence. */
  record Silent() implements Outcome {}
}
