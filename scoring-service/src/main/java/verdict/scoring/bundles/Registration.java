package verdict.scoring.bundles;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import verdict.decision.Bundle;

/**
 * One line of the register: this name and version has this content.
 *
 * @param hash SHA-256 of the canonical content, as {@link Bundle#hash} gives it
 */
record Registration(String name, String version, String product, String hash) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Registration of(Bundle bundle) {
    return new Registration(bundle.name(), bundle.version(), bundle.product(), bundle.hash());
  }

  /** Empty for what no service wrote. */
  static Optional<Registration> parse(@Nullable String text) {
    try {
      JsonNode json = JSON.readTree(text == null ? "" : text);
      Registration parsed =
          new Registration(
              json.path("name").asText(),
              json.path("version").asText(),
              json.path("product").asText(),
              json.path("hash").asText());
      return parsed.hash.isEmpty() ? Optional.empty() : Optional.of(parsed);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** What never has two contents. */
  String key() {
    return name + ":" + version;
  }

  String text() {
    return JSON.createObjectNode()
        .put("name", name)
        .put("version", version)
        .put("product", product)
        .put("hash", hash)
        .toString();
  }
}
