package verdict.bench.scoring.run;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux says of a process in {@code /proc/PID/status}. */
final class MemoryStatus {

  private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$");
  private static final Pattern NOW = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

  private MemoryStatus() {}

  /** The peak of its resident memory. */
  static OptionalLong peakBytes(String status) {
    return bytes(PEAK.matcher(status));
  }

  /** Its resident memory now. */
  static OptionalLong residentBytes(String status) {
    return bytes(NOW.matcher(status));
  }

  private static OptionalLong bytes(Matcher matcher) {
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)) * 1024)
        : OptionalLong.empty();
  }
}
