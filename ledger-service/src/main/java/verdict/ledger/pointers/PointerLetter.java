package verdict.ledger.pointers;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import verdict.wire.Coordinates;
import verdict.wire.Letter;

/** A letter that stands for a value which the ledger has not yet. */
record PointerLetter(UUID id, Coordinates source, Letter.Pointer pointer) {

  /**
   * Largest value that is copied. It is held in memory once; that the projection had to hold the
   * same record does not make it small.
   */
  static final int VALUE_BOUND_BYTES = 64 * 1024 * 1024;

  boolean tooLarge() {
    return pointer.length() > VALUE_BOUND_BYTES;
  }

  /** Whether these are the bytes that the letter stands for. */
  boolean standsFor(byte @Nullable [] value) {
    return value != null
        && value.length == pointer.length()
        && HexFormat.of().formatHex(sha256(value)).equals(pointer.sha256());
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
