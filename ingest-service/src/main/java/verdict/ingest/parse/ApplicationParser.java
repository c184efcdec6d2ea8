package verdict.ingest.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import verdict.wire.Topic;

/**
 * Reads one application from JSON. Strict about JSON and about types; lists every problem at once.
 * Thread-safe; takes well under a millisecond for the largest body, so it may run on an event loop.
 */
public final class ApplicationParser {

  /** Deepest nesting that is read at all; a well-formed application needs two levels. */
  static final int NESTING_BOUND = 16;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Read as tokens, so that they are listed with the other problems.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          // A client chooses the names: they must not fill the JVM's table of interned strings.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(NESTING_BOUND)
                  .maxDocumentLength(Topic.VALUE_BOUND_BYTES)
                  .maxNumberLength(Topic.VALUE_BOUND_BYTES)
                  .maxStringLength(Topic.VALUE_BOUND_BYTES)
                  .maxNameLength(Topic.VALUE_BOUND_BYTES)
                  .build())
          .build();

  private final InstantSource clock;

  /**
   * @param clock gives {@code receivedAt}, and {@code submittedAt} where the body has none
   */
  public ApplicationParser(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Reads a body.
   *
   * @param body UTF-8, at most {@link Topic#VALUE_BOUND_BYTES}
   */
  public ParsedApplication parse(byte[] body) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return new ParsedApplication.Malformed("The body is not UTF-8.");
    }
    try (JsonParser parser = JSON.createParser(text)) {
      return read(parser);
    } catch (StreamConstraintsException e) {
      return new ParsedApplication.Malformed(
          "The body is nested deeper than " + NESTING_BOUND + " levels, or too large.");
    } catch (JsonProcessingException e) {
      // Jackson's own message quotes the body; its position does not.
      return new ParsedApplication.Malformed(
          "The body is not JSON (line %d, column %d)."
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading a string cannot fail", e);
    }
  }

  private ParsedApplication read(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      return new ParsedApplication.Malformed("There is no body.");
    }
    ApplicationDraft draft = new ApplicationDraft(clock.instant());
    if (first == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        draft.read(name, parser);
      }
    } else {
      parser.skipChildren();
    }
    if (parser.nextToken() != null) {
      return new ParsedApplication.Malformed("The body holds more than one JSON value.");
    }
    return first == JsonToken.START_OBJECT
        ? draft.finish()
        : new ParsedApplication.Malformed("The body is not a JSON object.");
  }
}
