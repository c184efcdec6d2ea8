package verdict.bench.scoring.engine;

import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.Shape;
import verdict.decision.Bundles;
import verdict.scoring.evaluate.Evaluation;
import verdict.scoring.evaluate.Evaluator;
import verdict.scoring.evaluate.Outcome;
import verdict.wire.Coordinates;

/**
 * The one piece of code that every engine calls for a record. Ours calls the evaluation itself; for
 * the others this adds the coordinates that it asks for. Immutable and thread-safe.
 */
record Decisions(Evaluation evaluation, Uuid topicId) {

  static Evaluation evaluation(Cell cell, double turnsPerMicro) {
    Bundles bundles = Bundles.shipped();
    Evaluation real =
        new Evaluator(() -> bundles, "benchmark", "benchmark", InstantSource.system());
    Spin spin = new Spin(turnsPerMicro);
    Evaluation work =
        cell.work().micros().isEmpty()
            ? real
            : new BurningEvaluation(real, spin, cell.work().micros().getAsLong());
    return cell.shape() == Shape.STRAGGLER ? new StragglingEvaluation(work, spin) : work;
  }

  Outcome.Sent decide(ConsumerRecord<byte @Nullable [], byte @Nullable []> input) {
    Coordinates source = new Coordinates(input.topic(), topicId, input.partition(), input.offset());
    return switch (evaluation.evaluate(input, source)) {
      case Outcome.Sent sent -> sent;
      case Outcome.Silent silent ->
          throw new IllegalStateException("every record of a benchmark has an output");
    };
  }
}
