package verdict.bench.scoring.engine;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import verdict.bench.scoring.plan.Shape;
import verdict.scoring.evaluate.Evaluation;
import verdict.scoring.evaluate.Outcome;
import verdict.wire.Coordinates;
import verdict.wire.ErrorCode;

/** Takes long for one record of a thousand in each partition: the same ones for every engine. */
record StragglingEvaluation(Evaluation rest, Spin spin) implements Evaluation {

  @Override
  public Outcome evaluate(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input, Coordinates source) {
    // Spread over the partitions: at the same offset of each, all would come at once.
    if ((input.offset() + 125L * input.partition()) % Shape.STRAGGLER_EVERY == 0) {
      spin.burn(Shape.STRAGGLER_MICROS);
    }
    return rest.evaluate(input, source);
  }

  @Override
  public Outcome giveUp(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> input,
      Coordinates source,
      ErrorCode code,
      int attempts,
      StackTraceElement[] stack) {
    return rest.giveUp(input, source, code, attempts, stack);
  }
}
