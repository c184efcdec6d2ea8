package verdict.ledger.pointers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import verdict.wire.Coordinates;
import verdict.wire.Letter;

/** Which bytes are a letter's. */
final class PointerLetterTest {

  private static final String SHA256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void a_letter_stands_for_the_bytes_with_its_length_and_hash_only() {
    assertThat(letter(SHA256_OF_ABC, 3).standsFor("abc".getBytes(UTF_8))).isTrue();
    assertThat(letter(SHA256_OF_ABC, 3).standsFor("abd".getBytes(UTF_8))).isFalse();
    assertThat(letter(SHA256_OF_ABC, 4).standsFor("abc".getBytes(UTF_8))).isFalse();
    assertThat(letter(SHA256_OF_ABC, 3).standsFor(null)).isFalse();
  }

  @Test
  void what_is_larger_than_the_bound_is_too_large() {
    assertThat(letter(SHA256_OF_ABC, PointerLetter.VALUE_BOUND_BYTES).tooLarge()).isFalse();
    assertThat(letter(SHA256_OF_ABC, PointerLetter.VALUE_BOUND_BYTES + 1L).tooLarge()).isTrue();
    assertThat(letter(SHA256_OF_ABC, Long.MAX_VALUE).tooLarge()).isTrue();
  }

  private static PointerLetter letter(String sha256, long length) {
    return new PointerLetter(
        new UUID(1, 2),
        new Coordinates("applications", Uuid.ONE_UUID, 0, 7),
        new Letter.Pointer(sha256, length));
  }
}
