package verdict.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whatever foreign producers write, PostgreSQL can hold what is made of it. */
final class StorableTest {

  @Test
  void a_NUL_is_taken_out_and_a_long_text_is_cut() {
    assertThat(Storable.text("a\0b", 10)).isEqualTo("ab");
    assertThat(Storable.text("abcdef", 3)).isEqualTo("abc");
  }

  @Test
  void only_ids_are_ids() {
    assertThat(Storable.id("A-1._z")).isEqualTo("A-1._z");
    assertThat(Storable.id("x".repeat(65))).isNull();
    assertThat(Storable.id("a b")).isNull();
    assertThat(Storable.id("")).isNull();
    assertThat(Storable.id(null)).isNull();
  }

  @Test
  void instants_beyond_the_calendar_are_unknown() {
    assertThat(Storable.instant(Instant.ofEpochMilli(Long.MAX_VALUE))).isNull();
    assertThat(Storable.instant(Instant.ofEpochMilli(Long.MIN_VALUE))).isNull();
    assertThat(Storable.timestamp(-1)).isNull();
    assertThat(Storable.timestamp(0)).isEqualTo(Instant.EPOCH);
  }
}
