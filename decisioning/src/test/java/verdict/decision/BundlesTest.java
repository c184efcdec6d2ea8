package verdict.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class BundlesTest {
  private final Bundle small = Samples.bundle();
  private final Bundle large = BundleText.small().bundle("small-loan", "large-loan").compiled();
  private final Bundles bundles = Bundles.of(List.of(small, large));

  @Test
  void an_application_is_decided_by_its_products_bundle() {
    assertThat(bundles.decide(Samples.application()))
        .isEqualTo(small.decide(Samples.application()));
    assertThat(bundles.forProduct("large-loan")).containsSame(large);
    assertThat(bundles.all()).containsExactly(small, large);
  }

  @Test
  void a_product_without_a_bundle_is_refused() {
    Refused refused = Samples.refused(Bundles.of(List.of(large)).decide(Samples.application()));

    assertThat(refused.refusal()).isEqualTo(Refusal.UNKNOWN_PRODUCT);
    assertThat(refused.rule()).isEqualTo("product");
  }

  @Test
  void two_bundles_for_one_product_are_refused() {
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> Bundles.of(List.of(small, small)))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly("product small-loan: served by small 1 and by small 1"));
  }
}
