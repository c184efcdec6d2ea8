package verdict.kit;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/**
 * Logback's first configuration, found as a service: warnings as text on standard error.
 *
 * <p>Without it, Logback would print everything down to DEBUG on standard output, into a command's
 * answer. Public only because service loading asks for it; call {@link Logs#install} instead.
 */
public final class LogsBeforeInstall extends ContextAwareBase implements Configurator {
  /** For service loading. */
  public LogsBeforeInstall() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    ClassLoader classes = LogsBeforeInstall.class.getClassLoader();
    boolean someoneElseDid =
        System.getProperty("logback.configurationFile") != null
            || Stream.of("logback-test.xml", "logback.xml")
                .anyMatch(file -> classes.getResource(file) != null);
    if (someoneElseDid) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    Logs.configure(context, Logs.Format.TEXT, "verdict", Level.WARN, Level.WARN);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
