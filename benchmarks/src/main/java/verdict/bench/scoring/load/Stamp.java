package verdict.bench.scoring.load;

import java.nio.charset.StandardCharsets;

/**
 * When a record was meant to be sent, in the one header that the decision code hands on: the trace
 * that it belongs to.
 */
public final class Stamp {

  /** W3C Trace Context. */
  public static final String HEADER = "traceparent";

  private static final String PREFIX = "00-0000000000000001";
  private static final String SUFFIX = "-0000000000000001-01";
  private static final int DIGITS = 16;
  private static final int BASE = 16;

  private Stamp() {}

  static byte[] write(long nanos) {
    String digits = Long.toHexString(nanos);
    return (PREFIX + "0".repeat(DIGITS - digits.length()) + digits + SUFFIX)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** What was written. */
  public static long read(byte[] header) {
    long nanos = 0;
    for (int i = PREFIX.length(); i < PREFIX.length() + DIGITS; i++) {
      nanos = nanos * BASE + Character.digit(header[i], BASE);
    }
    return nanos;
  }
}
