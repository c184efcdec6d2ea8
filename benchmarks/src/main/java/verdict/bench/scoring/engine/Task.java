package verdict.bench.scoring.engine;

import java.util.function.Consumer;
import org.apache.kafka.common.Uuid;
import verdict.bench.scoring.plan.Work;
import verdict.scoring.evaluate.Evaluation;

/**
 * One run of an engine.
 *
 * @param group new in every run, so that it reads from the start
 * @param work what the evaluation does
 * @param topicId the input topic's
 * @param threads that compute
 * @param onFailure told why the engine ended by itself
 */
record Task(
    String bootstrapServers,
    String group,
    Work work,
    Evaluation evaluation,
    Uuid topicId,
    int threads,
    Consumer<Throwable> onFailure) {

  Decisions decisions() {
    return new Decisions(evaluation, topicId);
  }
}
