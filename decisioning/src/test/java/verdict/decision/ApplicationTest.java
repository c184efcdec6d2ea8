package verdict.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApplicationTest {

  @Test
  void attributes_are_copied_and_unmodifiable_and_may_be_null() {
    Map<String, @Nullable Object> attributes = new HashMap<>();
    attributes.put("grade", null);
    Application application = new Application("a", 1, "p", 1, "EUR", 1, Samples.NOON, attributes);

    attributes.put("income", 1.0);

    assertThat(application.attributes()).hasSize(1).containsEntry("grade", null);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> application.attributes().put("income", 1.0));
  }

  @Test
  void its_text_shows_coordinates_and_no_applicants_data() {
    assertThat(Samples.application("grade", "secret")).hasToString("Application[a-1, revision 1]");
  }
}
