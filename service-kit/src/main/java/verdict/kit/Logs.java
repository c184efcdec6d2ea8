package verdict.kit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.slf4j.event.Level;

/**
 * How this process logs: to standard error, since standard output belongs to a command's answer.
 *
 * <p>Until {@link #install} is called, a module's own {@code logback-test.xml} or {@code
 * logback.xml} counts; where there is none, warnings go to standard error as text.
 */
public final class Logs {
  /** How a log line looks. */
  public enum Format {
    /** One JSON object per line, for machines. */
    JSON,
    /** One line of text, a stack below it, for terminals. */
    TEXT
  }

  private static final String OWN_LOGGERS = "verdict";

  /** Warns of each failed export on its own; {@code verdict.kit.traces} tells that once. */
  private static final String TRACE_EXPORTERS = "io.opentelemetry.exporter";

  private Logs() {}

  /**
   * {@link #install(Format, String, Level, Level)} with INFO for Verdict's loggers and WARN for all
   * others.
   */
  public static void install(Format format, String service) {
    install(format, service, Level.INFO, Level.WARN);
  }

  /** {@link #install(Format, String, Level, Level)} as configured. */
  public static void install(Configuration configuration, String service) {
    install(
        configuration.get(KitSettings.LOG_FORMAT),
        service,
        configuration.get(KitSettings.LOG_LEVEL),
        configuration.get(KitSettings.LOG_LIBRARIES_LEVEL));
  }

  /**
   * Replaces whatever logging was configured in this process, {@code java.util.logging} included.
   * Call it once, at the start of a command; calling it again is harmless.
   *
   * @param service name that stands on every JSON line
   * @param own level of the loggers below {@code verdict}
   * @param libraries level of all others: Kafka, Netty, Hikari, Flyway and the like
   * @throws IllegalStateException if something other than Logback answers for SLF4J
   */
  public static void install(Format format, String service, Level own, Level libraries) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      throw new IllegalStateException("SLF4J is not bound to Logback");
    }
    context.reset();
    configure(context, format, service, own, libraries);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  static void configure(
      LoggerContext context, Format format, String service, Level own, Level libraries) {
    // Tells java.util.logging which levels are off, so that it does not build records nobody wants.
    LevelChangePropagator levels = new LevelChangePropagator();
    levels.setContext(context);
    levels.setResetJUL(true);
    levels.start();
    context.addListener(levels);

    ConsoleAppender<ILoggingEvent> standardError = new ConsoleAppender<>();
    standardError.setContext(context);
    standardError.setName("standard-error");
    standardError.setTarget("System.err");
    standardError.setEncoder(encoder(context, format, service));
    standardError.addFilter(new StartCheckSilence());
    standardError.start();

    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(ch.qos.logback.classic.Level.convertAnSLF4JLevel(libraries));
    root.addAppender(standardError);
    context.getLogger(TRACE_EXPORTERS).setLevel(ch.qos.logback.classic.Level.OFF);
    context.getLogger(OWN_LOGGERS).setLevel(ch.qos.logback.classic.Level.convertAnSLF4JLevel(own));
  }

  private static Encoder<ILoggingEvent> encoder(
      LoggerContext context, Format format, String service) {
    return switch (format) {
      case JSON -> JsonLines.encoder(context, service);
      case TEXT -> {
        TextLines lines = new TextLines();
        lines.setContext(context);
        lines.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(lines);
        encoder.start();
        yield encoder;
      }
    };
  }
}
