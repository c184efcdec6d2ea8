package verdict.scoring.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookoutTest {

  private static final Optional<Footprint> OLD = footprint("1");
  private static final Optional<Footprint> HALF = footprint("2");
  private static final Optional<Footprint> WHOLE = footprint("3");

  private final Lookout lookout = new Lookout(OLD);

  @Test
  void what_was_read_is_not_read_again() {
    assertThat(lookout.settled(OLD)).isFalse();
    assertThat(lookout.settled(OLD)).isFalse();
  }

  @Test
  void a_directory_is_read_once_it_lies_still() {
    assertThat(lookout.settled(HALF)).isFalse();
    assertThat(lookout.settled(WHOLE)).isFalse();
    assertThat(lookout.settled(WHOLE)).isTrue();
    assertThat(lookout.settled(WHOLE)).isFalse();
  }

  @Test
  void a_directory_that_cannot_be_read_now_is_left_for_later() {
    assertThat(lookout.settled(Optional.empty())).isFalse();
    assertThat(lookout.settled(Optional.empty())).isFalse();
  }

  @Test
  void what_came_to_nothing_is_read_again() {
    lookout.settled(WHOLE);
    lookout.settled(WHOLE);
    lookout.forget();

    assertThat(lookout.settled(WHOLE)).isTrue();
  }

  private static Optional<Footprint> footprint(String look) {
    return Optional.of(new Footprint(Map.of(Path.of("bundle.yaml"), look)));
  }
}
