package verdict.ingest.parse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import verdict.wire.FieldProblem;

/**
 * The value that a parser stands on, as the type that a field asks for. What does not fit is read
 * past and becomes a problem of the field.
 */
final class JsonFieldValue {

  private final String field;
  private final JsonParser parser;
  private final List<FieldProblem> problems;

  JsonFieldValue(String field, JsonParser parser, List<FieldProblem> problems) {
    this.field = field;
    this.parser = parser;
    this.problems = problems;
  }

  Optional<String> text() throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      mistyped("must be text");
      return Optional.empty();
    }
    String text = parser.getText();
    if (!wellFormed(text)) {
      problem("must be well-formed Unicode");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  OptionalInt int32() throws IOException {
    OptionalLong value = whole("must be a whole number of at most 32 bits");
    if (value.isPresent() && value.getAsLong() != (int) value.getAsLong()) {
      problem("must be a whole number of at most 32 bits");
      return OptionalInt.empty();
    }
    return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
  }

  OptionalLong int64() throws IOException {
    return whole("must be a whole number of at most 64 bits");
  }

  private OptionalLong whole(String rule) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      mistyped(rule);
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(parser.getText()));
    } catch (NumberFormatException tooLong) {
      problem(rule);
      return OptionalLong.empty();
    }
  }

  /** ISO-8601 with an offset or Z; what is finer than a millisecond is cut off. */
  Optional<Instant> instant() throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      try {
        return Optional.of(
            OffsetDateTime.parse(parser.getText()).toInstant().truncatedTo(ChronoUnit.MILLIS));
      } catch (DateTimeException notATime) {
        // Told below, with any other value that is no time.
      }
    }
    mistyped("must be an ISO-8601 date and time with an offset, such as 2026-11-22T18:30:00Z");
    return Optional.empty();
  }

  /** Whole numbers become long, others double; text, booleans and null stay what they are. */
  void attribute(Consumer<@Nullable Object> taken) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_STRING -> text().ifPresent(taken);
      case VALUE_NUMBER_INT -> int64().ifPresent(taken::accept);
      case VALUE_NUMBER_FLOAT -> finite().ifPresent(taken);
      case VALUE_TRUE -> taken.accept(true);
      case VALUE_FALSE -> taken.accept(false);
      case VALUE_NULL -> taken.accept(null);
      case START_OBJECT, START_ARRAY -> mistyped("must be text, a number, a boolean or null");
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("a parser never stands on this at a value");
    }
  }

  private Optional<Double> finite() throws IOException {
    double value = parser.isNaN() ? Double.NaN : Double.parseDouble(parser.getText());
    if (!Double.isFinite(value)) {
      problem("must be a finite number");
      return Optional.empty();
    }
    return Optional.of(value);
  }

  private void mistyped(String rule) throws IOException {
    problem(rule);
    parser.skipChildren();
  }

  private void problem(String message) {
    problems.add(new FieldProblem(field, message));
  }

  /** Half a surrogate pair would silently become a question mark in UTF-8. */
  private static boolean wellFormed(String text) {
    return text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }
}
