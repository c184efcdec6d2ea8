package verdict.scoring.evaluate;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import verdict.wire.Coordinates;
import verdict.wire.ErrorCode;

/** What the engine does with one input record. Thread-safe. */
public interface Evaluation {

  /** The record's outcome; lets nothing out but an {@link OutOfMemoryError}. */
  Outcome evaluate(ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source);

  /**
   * The outcome of a record that is not evaluated any more, because that does not end well. Touches
   * nothing that evaluating it touches.
   *
   * @param attempts how often it was tried, 1 or more
   * @param stack what the thread that evaluated it was doing; may be empty
   */
  Outcome giveUp(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      ErrorCode code,
      int attempts,
      StackTraceElement[] stack);
}
