package verdict.app.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import verdict.decision.Bundle;
import verdict.decision.Bundles;

class ApplicationRowTest {

  private static final Path SHIPPED = Path.of("..", "bundles", "german-credit");
  private static final Map<String, String> COLUMNS =
      Map.of("product", "yen-credit", "amount", "1500", "age_years", "41", "telephone", "true");

  @TempDir Path directory;

  @Test
  void without_a_column_product_every_row_is_for_the_one_product_that_is_decided() {
    ObjectNode body =
        new ApplicationRow(Bundles.shipped(), "test").body("a", Map.of("amount", "1"));

    assertThat(body.path("product").asText()).isEqualTo("german-credit");
    assertThat(body.path("amountMinor").asLong()).isEqualTo(100);
  }

  @Test
  void with_one_bundle_too_a_row_is_for_the_product_that_it_names() {
    ObjectNode body = new ApplicationRow(Bundles.shipped(), "test").body("a", COLUMNS);

    assertThat(body.path("product").asText()).isEqualTo("yen-credit");
    assertThat(body.path("attributes").has("product")).isFalse();
  }

  @Test
  void a_column_product_is_an_attribute_where_the_one_bundle_declares_it() throws IOException {
    Bundle shipped =
        altered(Map.of("attributes:\n", "attributes:\n  product:\n    type: string\n"));

    ObjectNode body = new ApplicationRow(Bundles.of(List.of(shipped)), "test").body("a", COLUMNS);

    assertThat(body.path("product").asText()).isEqualTo("german-credit");
    assertThat(body.at("/attributes/product").asText()).isEqualTo("yen-credit");
  }

  @Test
  void with_several_the_column_product_picks_the_bundle_that_types_the_row() throws IOException {
    ObjectNode body = new ApplicationRow(two(), "test").body("a", COLUMNS);

    assertThat(body.path("product").asText()).isEqualTo("yen-credit");
    assertThat(body.path("currency").asText()).isEqualTo("JPY");
    assertThat(body.path("amountMinor").asLong()).isEqualTo(1_500);
    assertThat(body.path("attributes").has("product")).isFalse();
    assertThat(body.toString()).contains("\"age_years\":41");
  }

  @Test
  void a_product_that_nobody_decides_is_sent_all_the_same_for_the_line_to_refuse()
      throws IOException {
    ObjectNode body = new ApplicationRow(two(), "test").body("a", Map.of("product", "boats"));

    assertThat(body.path("product").asText()).isEqualTo("boats");
  }

  private Bundles two() throws IOException {
    return Bundles.of(
        List.of(
            Bundle.shipped(),
            altered(
                Map.of(
                    "\nproduct: german-credit",
                    "\nproduct: yen-credit",
                    "\ncurrency: DEM",
                    "\ncurrency: JPY"))));
  }

  /** The shipped bundle with parts of its text replaced. */
  private Bundle altered(Map<String, String> replacements) throws IOException {
    for (String file : List.of("bundle.yaml", "policy.yaml", "scorecard.yaml", "baseline.yaml")) {
      String text = Files.readString(SHIPPED.resolve(file));
      for (Map.Entry<String, String> replacement : replacements.entrySet()) {
        text = text.replace(replacement.getKey(), replacement.getValue());
      }
      Files.writeString(directory.resolve(file), text);
    }
    return Bundle.load(directory);
  }
}
