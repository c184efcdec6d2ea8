package verdict.kit;

import org.slf4j.event.Level;

/** How this process logs. */
public final class Logs {
  /** How a log line looks. */
  public enum Format {
    /** One JSON object per line, for machines. */
    JSON,
    /** One line of text, a stack below it, for terminals. */
    TEXT
  }

  private Logs() {}

  /**
   * {@link #install(Format, String, Level, Level)} with INFO for Verdict's loggers and WARN for
   * everybody else's.
   */
  public static void install(Format format, String service) {
    install(format, service, Level.INFO, Level.WARN);
  }

  /**
   * Replaces whatever logging was configured in this process: everything goes to standard error.
   * Idempotent.
   *
   * @param service name that stands on every JSON line
   * @param own level of the loggers below {@code verdict}
   * @param libraries level of all others
   */
  public static void install(Format format, String service, Level own, Level libraries) {}

  /** {@link #install(Format, String, Level, Level)} as configured. */
  public static void install(Configuration configuration, String service) {
    install(
        configuration.get(KitSettings.LOG_FORMAT),
        service,
        configuration.get(KitSettings.LOG_LEVEL),
        configuration.get(KitSettings.LOG_LIBRARIES_LEVEL));
  }
}
