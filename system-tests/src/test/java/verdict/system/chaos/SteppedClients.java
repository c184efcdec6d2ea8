package verdict.system.chaos;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import verdict.scoring.engine.KafkaClients;

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
  @SuppressWarnings("unchecked") // a proxy of exactly this interface
  public Producer<byte @Nullable [], byte @Nullable []> producer(Map<String, Object> settings) {
    Producer<byte @Nullable [], byte @Nullable []> real = REAL.producer(settings);
    return (Producer<byte @Nullable [], byte @Nullable []>)
        Proxy.newProxyInstance(
            SteppedClients.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (proxy, method, arguments) -> stepped(real, method, arguments));
  }

  private @Nullable Object stepped(
      Producer<?, ?> real, Method method, Object @Nullable [] arguments) throws Throwable {
    switch (method.getName()) {
      case "sendOffsetsToTransaction" -> steps.accept(CommitStep.ALL_SENT);
      case "commitTransaction" -> {
        steps.accept(CommitStep.OFFSETS_SENT);
        steps.accept(CommitStep.COMMIT_UNANSWERED);
      }
      default -> {}
    }
    Object answer;
    try {
      answer = method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    switch (method.getName()) {
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
