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
  void with_one_bundle_every_row_is_for_its_product_and_a_column_product_is_an_attribute() {
    ObjectNode body = new ApplicationRow(Bundles.shipped(), "test").body("a", COLUMNS);

    assertThat(body.path("product").asText()).isEqualTo("german-credit");
    assertThat(body.path("amountMinor").asLong()).isEqualTo(150_000);
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
    for (String file : List.of("bundle.yaml", "policy.yaml", "scorecard.yaml", "baseline.yaml")) {
      String text = Files.readString(SHIPPED.resolve(file));
      Files.writeString(
          directory.resolve(file),
          text.replace("\nproduct: german-credit", "\nproduct: yen-credit")
              .replace("\ncurrency: DEM", "\ncurrency: JPY"));
    }
    return Bundles.of(List.of(Bundle.shipped(), Bundle.load(directory)));
  }
}
