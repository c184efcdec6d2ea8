package verdict.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BackendTest {
  @Test
  void an_unknown_backend_fails_and_names_the_two_that_exist() {
    assertThatThrownBy(() -> Backend.named("docker"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("verdict.backend is \"docker\": it must be embedded or containers");
  }
}
