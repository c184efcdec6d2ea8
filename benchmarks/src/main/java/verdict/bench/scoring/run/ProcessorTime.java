package verdict.bench.scoring.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the machine's processors did up to a moment, by Linux's count: a benchmark on a machine that
 * others use says little.
 *
 * @param total of all processors, idle time included
 * @param busy of all processors, time that another virtual machine took included
 * @param own of this process and those that it started
 */
record ProcessorTime(Duration total, Duration busy, Duration own) {

  private static final Path STATISTICS = Path.of("/proc/stat");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final int FIRST_NUMBER = 1;
  private static final int IDLE = 4;
  private static final int WAITING = 5;

  /** Time as a guest is counted as user's time, too. */
  private static final int FIRST_GUEST = 9;

  /** Linux has counted in hundredths of a second for as long as anybody remembers. */
  private static final Duration TICK = Duration.ofMillis(10);

  /** Empty on a system that does not say. */
  static Optional<ProcessorTime> now() {
    try (Stream<String> lines = Files.lines(STATISTICS)) {
      return Optional.of(of(lines.findFirst().orElse(""), ownTime()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Duration ownTime() {
    ProcessHandle self = ProcessHandle.current();
    return Stream.concat(Stream.of(self), self.descendants())
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * As of the first line of the statistics.
   *
   * @param line {@code cpu user nice system idle iowait irq softirq steal guest guest_nice}
   */
  static ProcessorTime of(String line, Duration own) {
    String[] words = SPACE.split(line.strip(), -1);
    long total = 0;
    long idle = 0;
    for (int i = FIRST_NUMBER; i < Math.min(words.length, FIRST_GUEST); i++) {
      long ticks = Long.parseLong(words[i]);
      total += ticks;
      idle += i == IDLE || i == WAITING ? ticks : 0;
    }
    return new ProcessorTime(TICK.multipliedBy(total), TICK.multipliedBy(total - idle), own);
  }

  /** The part of all processors' time since then that others used, 0 to 1. */
  double othersSince(ProcessorTime before) {
    double others = busy.minus(before.busy).minus(own.minus(before.own)).toNanos();
    double all = total.minus(before.total).toNanos();
    return all <= 0 ? 0 : Math.clamp(others / all, 0, 1);
  }
}
