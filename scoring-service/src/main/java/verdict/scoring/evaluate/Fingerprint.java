package verdict.scoring.evaluate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Groups letters by cause: stage, code, and the exception's origin or the field or rule that
 * failed.
 */
final class Fingerprint {

  private static final int HASH_BYTES = 8;

  private Fingerprint() {}

  /** {@code v1:} and 16 hexadecimal digits; never depends on an applicant's values. */
  static String of(Failure failure) {
    String origin = failure.cause().map(e -> e.getClass().getName() + "|" + origin(e)).orElse("");
    String text =
        String.join(
            "|", failure.code().stage().name(), failure.code().name(), origin, failure.subject());
    return "v1:"
        + HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)), 0, HASH_BYTES);
  }

  /** Where a thread was when it was given up is chance: another frame each time. */
  private static String origin(Throwable cause) {
    return cause instanceof StuckException ? "" : StackDigest.topOwnFrame(cause).orElse("");
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
