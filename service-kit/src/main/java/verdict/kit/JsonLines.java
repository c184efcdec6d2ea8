package verdict.kit;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import net.logstash.logback.composite.AbstractJsonProvider;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashCommonFieldNames;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import org.slf4j.event.KeyValuePair;

/** Log events as JSON, one object on one line, with key-values as fields beside the message. */
final class JsonLines {
  private static final Set<String> TAKEN =
      Set.of(
          "@timestamp", "message", "logger_name", "thread_name", "level", "stack_trace", "service");

  private JsonLines() {}

  static Encoder<ILoggingEvent> encoder(LoggerContext context, String service) {
    LogstashFieldNames names = new LogstashFieldNames();
    names.setVersion(LogstashCommonFieldNames.IGNORE_FIELD_INDICATOR);
    names.setLevelValue(LogstashCommonFieldNames.IGNORE_FIELD_INDICATOR);
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.setFieldNames(names);
    encoder.setTimeZone("UTC");
    encoder.setCustomFields(
        new ObjectMapper().createObjectNode().put("service", service).toString());
    encoder.setIncludeMdc(false);
    encoder.setIncludeContext(false);
    encoder.setIncludeTags(false);
    encoder.setIncludeKeyValuePairs(false);
    encoder.addProvider(new PlainKeyValues());
    encoder.setThrowableConverter(LogStacks.converter(context));
    encoder.start();
    return encoder;
  }

  /**
   * Numbers and booleans as such, everything else as its text. The library's own provider walks
   * through objects: that would log whatever hangs on them, and lose the line where Jackson cannot
   * write one.
   */
  private static final class PlainKeyValues extends AbstractJsonProvider<ILoggingEvent> {
    @Override
    public void writeTo(JsonGenerator generator, ILoggingEvent event) throws IOException {
      List<KeyValuePair> pairs = event.getKeyValuePairs();
      if (pairs != null) {
        for (KeyValuePair pair : pairs) {
          String field = TAKEN.contains(pair.key) ? pair.key + "_" : pair.key;
          String text = TextLines.text(pair.value);
          generator.writeFieldName(field);
          switch (pair.value) {
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case Double number -> generator.writeNumber(number);
            case Boolean flag -> generator.writeBoolean(flag);
            case null, default -> generator.writeString(text);
          }
        }
      }
    }
  }
}
