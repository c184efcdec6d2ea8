package verdict.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestTest {
  @Test
  void what_is_far_from_everything_has_no_nearest() {
    assertThat(Nearest.to("VERDICT_SOMETHING", List.of("VERDICT_CONFIG", "VERDICT_ADMIN_HOST")))
        .isEmpty();
    assertThat(Nearest.to("VERDICT_CONFG", List.of("VERDICT_CONFIG", "VERDICT_ADMIN_HOST")))
        .hasValue("VERDICT_CONFIG");
  }
}
