package verdict.scoring;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import verdict.scoring.engine.KafkaClients;
import verdict.wire.Topic;

/** Clients that make a sound engine a broken one. */
final class BrokenClients implements KafkaClients {

  /** One in so many outputs is treated badly. */
  private static final int ONE_IN = 50;

  /** How many outputs overtake one that is held back. */
  private static final int OVERTAKERS = 5;

  /** What is wrong with the engine. */
  enum Defect {
    DROPS,
    DOUBLES,
    REORDERS,
    ALTERS
  }

  private final Defect defect;
  private int outputs;
  private Object @Nullable [] held;

  BrokenClients(Defect defect) {
    this.defect = defect;
  }

  @Override
  public Consumer<byte @Nullable [], byte @Nullable []> consumer(Map<String, Object> settings) {
    return REAL.consumer(settings);
  }

  @Override
  @SuppressWarnings("unchecked") // a proxy of exactly this interface
  public Producer<byte @Nullable [], byte @Nullable []> producer(Map<String, Object> settings) {
    Producer<byte @Nullable [], byte @Nullable []> real = REAL.producer(settings);
    return (Producer<byte @Nullable [], byte @Nullable []>)
        Proxy.newProxyInstance(
            BrokenClients.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (proxy, method, arguments) -> broken(real, method, arguments));
  }

  private @Nullable Object broken(Producer<?, ?> real, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("send")) {
      return send(real, method, Objects.requireNonNull(arguments));
    }
    if (method.getName().equals("sendOffsetsToTransaction")) {
      release(real);
    }
    return call(real, method, arguments);
  }

  private @Nullable Object send(Producer<?, ?> real, Method method, Object[] arguments)
      throws Throwable {
    outputs++;
    boolean bad = outputs % ONE_IN == 0;
    switch (defect) {
      case DROPS -> {
        return bad ? null : call(real, method, arguments);
      }
      case DOUBLES -> {
        if (bad) {
          call(real, method, arguments);
        }
      }
      case REORDERS -> {
        if (bad) {
          held = arguments;
          return null;
        }
        if (outputs % ONE_IN == OVERTAKERS) {
          release(real);
        }
      }
      case ALTERS -> arguments[0] = altered((ProducerRecord<?, ?>) arguments[0]);
    }
    return call(real, method, arguments);
  }

  private void release(Producer<?, ?> real) throws Throwable {
    Object[] late = held;
    if (late != null) {
      held = null;
      call(
          real,
          Producer.class.getMethod(
              "send", ProducerRecord.class, org.apache.kafka.clients.producer.Callback.class),
          late);
    }
  }

  private static ProducerRecord<?, ?> altered(ProducerRecord<?, ?> record) {
    if (record.topic().equals(Topic.LETTERS.topicName())
        && record.value() instanceof byte[] value
        && value.length > 0) {
      byte[] other = value.clone();
      other[0] ^= 1;
      return new ProducerRecord<>(
          record.topic(), record.partition(), record.key(), other, record.headers());
    }
    return record;
  }

  private static @Nullable Object call(
      Producer<?, ?> real, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
