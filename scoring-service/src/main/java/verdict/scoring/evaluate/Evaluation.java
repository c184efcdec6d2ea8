package verdict.scoring.evaluate;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import verdict.wire.Coordinates;

/** What the engine's workers do with one input record. Thread-safe. */
public interface Evaluation {

  /** The record's outcome; lets nothing out but an {@link OutOfMemoryError}. */
  Outcome evaluate(ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source);
}
