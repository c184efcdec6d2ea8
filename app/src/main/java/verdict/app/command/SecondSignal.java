package verdict.app.command;

import java.lang.reflect.Proxy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For whoever cannot wait: while the process stops, one more SIGINT or SIGTERM ends it at once. */
final class SecondSignal {

  private static final Logger log = LoggerFactory.getLogger(SecondSignal.class);

  private static final List<String> NAMES = List.of("INT", "TERM");

  /** What a shell adds to a signal's number. */
  private static final int BY_SIGNAL = 128;

  private SecondSignal() {}

  /** To be called when the stop has begun. */
  static void endsTheProcess() {
    try {
      handle();
    } catch (ReflectiveOperationException e) {
      // Refused under -Xrs, where signals are none of the JVM's business.
      log.atDebug().setCause(e).log("a second signal will not be heard");
    }
  }

  /** By reflection: the compiler warns of {@code sun.misc} in a way that nothing silences. */
  private static void handle() throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object end =
        Proxy.newProxyInstance(
            SecondSignal.class.getClassLoader(),
            new Class<?>[] {handler},
            (proxy, method, arguments) -> {
              end((int) signal.getMethod("getNumber").invoke(arguments[0]));
              return null;
            });
    for (String name : NAMES) {
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), end);
    }
  }

  private static void end(int number) {
    new Console().progress("told twice to stop: ending at once, without finishing anything");
    Runtime.getRuntime().halt(BY_SIGNAL + number);
  }
}
