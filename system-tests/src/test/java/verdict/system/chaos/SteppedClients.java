package verdict.system.chaos;

import java.util.Map;
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

  private final Consumer<CommitStep> steps;
  private boolean sentSome;

  /**
   * @param steps told on the engine's owner thread; may block
   */
  SteppedClients(Consumer<CommitStep> steps) {
    this.steps = steps;
  }

  @Override
  public org.apache.kafka.clients.consumer.Consumer<byte @Nullable [], byte @Nullable []> consumer(
      Map<String, Object> settings) {
    return REAL.consumer(settings);
  }

  @Override
  public Producer<byte @Nullable [], byte @Nullable []> producer(Map<String, Object> settings) {
    return InterceptedProducer.of(
        REAL.producer(settings), (method, arguments, call) -> stepped(method, call));
  }

  private @Nullable Object stepped(String method, Call call) throws Throwable {
    switch (method) {
      case "sendOffsetsToTransaction" -> steps.accept(CommitStep.ALL_SENT);
      case "commitTransaction" -> {
        steps.accept(CommitStep.OFFSETS_SENT);
        steps.accept(CommitStep.COMMIT_UNANSWERED);
      }
      default -> {}
    }
    Object answer = call.make();
    switch (method) {
      case "beginTransaction" -> {
        sentSome = false;
        steps.accept(CommitStep.BEGUN);
      }
      case "send" -> {
        if (!sentSome) {
          sentSome = true;
          steps.accept(CommitStep.SOME_SENT);
        }
      }
      case "commitTransaction" -> steps.accept(CommitStep.COMMITTED);
      default -> {}
    }
    return answer;
  }
}
