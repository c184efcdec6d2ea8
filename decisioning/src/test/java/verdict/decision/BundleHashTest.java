package verdict.decision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundleHashTest {

  /**
   * Released: it stands on score events, so a change of the canonical form or of the shipped bundle
   * must be meant.
   */
  private static final String SHIPPED_HASH =
      "03b53fde1676b7c294d100ec7ee3ee0cd60f577402c45b40c4f22cb7748f151e";

  @Test
  void the_shipped_bundle_is_the_one_that_was_released() {
    assertThat(Bundle.shipped().hash()).isEqualTo(SHIPPED_HASH);
  }

  @Test
  void layout_key_order_and_number_notation_do_not_change_the_hash() {
    ObjectNode json = Samples.json();
    JsonNode reversed = reversed(json);
    ((ObjectNode) reversed.required("scorecard")).put("baseOddsGoodToBad", new BigDecimal("1.000"));
    Bundle onOneLine = BundleReader.read("test", reversed.toString().getBytes(UTF_8));

    assertThat(reversed.toString()).isNotEqualTo(json.toString());
    assertThat(onOneLine.hash()).isEqualTo(Samples.bundle().hash()).matches("[0-9a-f]{64}");
  }

  static Stream<Consumer<ObjectNode>> changes() {
    return Stream.of(
        json -> json.put("version", "2"),
        json -> Samples.at(json, "/cutoffs").put("approveAtOrAbove", 521),
        json -> Samples.at(json, "/attributes/note").putArray("values").add("x"),
        json ->
            Samples.at(json, "/scorecard/characteristics/0")
                .put("baselinePoints", new BigDecimal("0.01")),
        json -> Samples.at(json, "/scorecard/characteristics/0").put("reasonText", "Grade\n"),
        json -> Samples.at(json, "/scorecard/characteristics/0/bins/0").put("points", 11));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void any_change_of_content_changes_the_hash(Consumer<ObjectNode> change) {
    assertThat(Samples.edited(change).hash()).isNotEqualTo(Samples.bundle().hash());
  }

  private static JsonNode reversed(JsonNode node) {
    if (node.isArray()) {
      ArrayNode same = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> same.add(reversed(item)));
      return same;
    }
    if (!node.isObject()) {
      return node;
    }
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    ObjectNode reversed = JsonNodeFactory.instance.objectNode();
    names.reversed().forEach(name -> reversed.set(name, reversed(node.required(name))));
    return reversed;
  }
}
