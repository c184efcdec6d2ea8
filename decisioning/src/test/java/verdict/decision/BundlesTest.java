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
  void each_product_has_its_bundle_and_an_unknown_one_has_none() {
    assertThat(bundles.forProduct("small-loan")).containsSame(small);
    assertThat(bundles.forProduct("large-loan")).containsSame(large);
    assertThat(bundles.forProduct("boats")).isEmpty();
    assertThat(bundles.all()).containsExactly(small, large);
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
