package verdict.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A small bundle whose every figure can be checked by hand, and applications for it.
 *
 * <p>Base points 500; {@code grade} a = 10, b = -10, missing -20; {@code income} up to 1000 = -5,
 * above = 5, missing 0; {@code amountMinor} up to 50000 = 20, above = -30. Approve from 520, refer
 * from 500.
 */
final class Samples {
  static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Samples() {}

  static ObjectNode json() {
    try (InputStream file = Samples.class.getResourceAsStream("small/bundle.json")) {
      return (ObjectNode) JSON.readTree(Objects.requireNonNull(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Bundle bundle() {
    return read(json());
  }

  /** The small bundle after an edit of its file. */
  static Bundle edited(Consumer<ObjectNode> edit) {
    ObjectNode json = json();
    edit.accept(json);
    return read(json);
  }

  /** The small bundle with this one rule. */
  static Bundle ruled(String outcome, String when) {
    return edited(
        json ->
            json.putArray("policy")
                .addObject()
                .put("id", "R1")
                .put("outcome", outcome)
                .put("when", when)
                .put("reasonCode", "RR1")
                .put("reasonText", "Rule one"));
  }

  static Bundle read(JsonNode json) {
    return BundleReader.read("test", json.toPrettyString().getBytes(UTF_8));
  }

  static ObjectNode at(JsonNode json, String pointer) {
    return (ObjectNode) json.at(pointer);
  }

  /** An application with no attribute at all, overridden by name and value in turn. */
  static Application application(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> attributes = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      attributes.put((String) Objects.requireNonNull(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return new Application("a-1", 1, "small-loan", 40_000, "EUR", 12, NOON, attributes);
  }

  static Decided decided(Verdict verdict) {
    return switch (verdict) {
      case Decided decided -> decided;
      case Refused refused -> throw new AssertionError("refused: " + refused);
    };
  }

  static Refused refused(Verdict verdict) {
    return switch (verdict) {
      case Refused refused -> refused;
      case Decided decided -> throw new AssertionError("decided: " + decided);
    };
  }
}
