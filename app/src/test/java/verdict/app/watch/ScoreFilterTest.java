package verdict.app.watch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import verdict.kit.ConfigurationException;

class ScoreFilterTest {

  @Test
  void a_condition_that_is_none_is_refused_with_what_is_wrong() {
    assertThatThrownBy(() -> ScoreFilter.compile("decison == 'DECLINE'"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("decison");
    assertThatThrownBy(() -> ScoreFilter.compile("score + 1"))
        .isInstanceOf(ConfigurationException.class);
  }
}
