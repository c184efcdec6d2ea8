package verdict.system.chaos;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import verdict.scoring.engine.KafkaClients;
import verdict.testkit.InterceptedProducer;
import verdict.testkit.InterceptedProducer.Call;

/**
 * Real clients whose producer says where it is, before it goes on. For one engine's owner thread.
 */
final class SteppedClients implements KafkaClients {

  private final BiConsumer<CommitStep, Producer<?, ?>> steps;
  private boolean sentSome;

  /**
   * @param steps told on the engine's owner thread, with the real producer; may block
   */
  SteppedClients(BiConsumer<CommitStep, Producer<?, ?>> steps) {
    this.steps = steps;
  }

  @Override
  public org.apache.kafka.clients.consumer.Consumer<byte @Nullable [], byte @Nullable []> consumer(
      Map<String, Object> settings) {
    return REAL.consumer(settings);
  }

  @Override
  public Producer<byte @Nullable [], byte @Nullable []> producer(Map<String, Object> settings) {
    Producer<byte @Nullable [], byte @Nullable []> real = REAL.producer(settings);
    return InterceptedProducer.of(
        real, (method, arguments, call) -> stepped(method, call, step -> steps.accept(step, real)));
  }

  private @Nullable Object stepped(String method, Call call, Consumer<CommitStep> at)
      throws Throwable {
    switch (method) {
      case "beginTransaction" -> sentSome = false;
      case "send" -> {
        if (!sentSome) {
          at.accept(CommitStep.BEGUN);
        }
      }
      case "sendOffsetsToTransaction" -> atWithOutputs(at, CommitStep.ALL_SENT);
      case "commitTransaction" -> {
        atWithOutputs(at, CommitStep.OFFSETS_SENT);
        atWithOutputs(at, CommitStep.COMMIT_UNANSWERED);
      }
      default -> {}
    }
    Object answer = call.make();
    switch (method) {
      case "send" -> {
        if (!sentSome) {
          sentSome = true;
          at.accept(CommitStep.SOME_SENT);
        }
      }
      case "commitTransaction" -> atWithOutputs(at, CommitStep.COMMITTED);
      default -> {}
    }
    return answer;
  }

  /** A transaction of offsets alone is none that an outcome could be lost in. */
  private void atWithOutputs(Consumer<CommitStep> at, CommitStep step) {
    if (sentSome) {
      at.accept(step);
    }
  }
}
