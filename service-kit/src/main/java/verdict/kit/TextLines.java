package verdict.kit;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import net.logstash.logback.stacktrace.ShortenedThrowableConverter;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Log events for people: {@code 14:03:27.123 WARN ScoringEngine message key=value}, a stack below.
 */
final class TextLines extends LayoutBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

  private @Nullable ShortenedThrowableConverter stacks;

  @Override
  public void start() {
    stacks = LogStacks.converter(getContext());
    super.start();
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    String logger = event.getLoggerName();
    StringBuilder line =
        new StringBuilder(200)
            .append(TIME.format(event.getInstant()))
            .append(' ')
            .append(String.format(Locale.ROOT, "%-5s", event.getLevel()))
            .append(' ')
            .append(logger.substring(logger.lastIndexOf('.') + 1))
            .append("  ")
            .append(event.getFormattedMessage());
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(
          pair -> line.append("  ").append(pair.key).append('=').append(oneLine(text(pair.value))));
    }
    line.append(System.lineSeparator());
    if (event.getThrowableProxy() != null && stacks != null) {
      line.append(stacks.convert(event));
    }
    return line.toString();
  }

  /** A value's text; a value that has none does not cost the line. */
  static String text(@Nullable Object value) {
    try {
      return String.valueOf(value);
    } catch (RuntimeException unprintable) {
      return "a "
          + (value == null ? "null" : value.getClass().getSimpleName())
          + " that cannot be printed";
    }
  }

  private static String oneLine(String text) {
    return text.replace("\r", "\\r").replace("\n", "\\n");
  }
}
