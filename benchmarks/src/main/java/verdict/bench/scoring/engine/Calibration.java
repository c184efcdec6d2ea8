package verdict.bench.scoring.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * How many turns of {@link Spin} are one microsecond of this machine's processor time. Measured
 * once, for all engines: a later measurement under load would give each its own.
 */
public final class Calibration {

  private static final long TURNS = 20_000_000;
  private static final int WARM_UPS = 10;
  private static final int SAMPLES = 9;

  private Calibration() {}

  /** Takes a second or so. */
  public static double turnsPerMicro() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int i = 0; i < WARM_UPS; i++) {
      Spin.turn(TURNS / WARM_UPS);
    }
    long[] nanos = new long[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      long before = threads.getCurrentThreadCpuTime();
      Spin.turn(TURNS);
      nanos[i] = threads.getCurrentThreadCpuTime() - before;
    }
    return perMicro(TURNS, nanos);
  }

  /** By the median sample: the fastest may be one that the processor boosted. */
  static double perMicro(long turns, long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return turns * 1_000.0 / sorted[sorted.length / 2];
  }
}
