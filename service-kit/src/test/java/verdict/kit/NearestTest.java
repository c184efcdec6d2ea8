package verdict.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {
  @ParameterizedTest
  @CsvSource({"kitten,sitting,3", "'',abc,3", "abc,abc,0", "flaw,lawn,2"})
  void distance_is_the_number_of_edits(String from, String to, int expected) {
    assertThat(Nearest.distance(from, to)).isEqualTo(expected);
  }

  @Test
  void what_is_far_from_everything_has_no_nearest() {
    assertThat(Nearest.to("VERDICT_SOMETHING", List.of("VERDICT_CONFIG", "VERDICT_ADMIN_HOST")))
        .isEmpty();
    assertThat(Nearest.to("VERDICT_CONFG", List.of("VERDICT_CONFIG", "VERDICT_ADMIN_HOST")))
        .hasValue("VERDICT_CONFIG");
  }
}
