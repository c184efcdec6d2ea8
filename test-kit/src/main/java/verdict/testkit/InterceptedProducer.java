package verdict.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** A real producer with something of a test's own around each call. */
public final class InterceptedProducer {

  private InterceptedProducer() {}

  /** What happens around a call. */
  public interface Interception {
    /**
     * Makes the call, or not.
     *
     * @param arguments the call's; what is put in here is what the producer gets
     * @return what the caller gets
     */
    @Nullable Object around(String method, Object[] arguments, Call call) throws Throwable;
  }

  /** A call that can be made never, once, again, or later. */
  public interface Call {
    /** Makes it, with the arguments as they are now. */
    @Nullable Object make() throws Throwable;
  }

  /** The producer with the interception around all that it is asked for. */
  @SuppressWarnings("unchecked") // a proxy of exactly this interface
  public static Producer<byte @Nullable [], byte @Nullable []> of(
      Producer<byte @Nullable [], byte @Nullable []> real, Interception interception) {
    return (Producer<byte @Nullable [], byte @Nullable []>)
        Proxy.newProxyInstance(
            InterceptedProducer.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (proxy, method, given) -> {
              Object[] arguments = given == null ? new Object[0] : given;
              return interception.around(
                  method.getName(), arguments, () -> call(real, method, arguments));
            });
  }

  private static @Nullable Object call(Producer<?, ?> real, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
