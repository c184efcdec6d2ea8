package verdict.bench.scoring.run;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux says of a process in {@code /proc/PID/status}. */
final class MemoryStatus {

  private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$");

  private MemoryStatus() {}

  /** The peak of its resident memory. */
  static OptionalLong peakBytes(String status) {
    Matcher matcher = PEAK.matcher(status);
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)) * 1024)
        : OptionalLong.empty();
  }
}
