package verdict.bench.scoring.run;

import java.time.Duration;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.Shape;

/** How many records fill a run of a given length. */
final class Sizing {

  /** What a record costs beside its work, client and broker together; a guess in microseconds. */
  private static final double OVERHEAD_MICROS = 12;

  /** A run that is so much longer or shorter than asked is not worth another preload. */
  private static final double TOLERANCE = 0.15;

  private Sizing() {}

  /** Before anything was measured. */
  static long guess(Cell cell, int processors, Duration length) {
    double straggling =
        cell.shape() == Shape.STRAGGLER
            ? (double) Shape.STRAGGLER_MICROS / Shape.STRAGGLER_EVERY
            : 0;
    double micros = cell.work().roughMicros() + straggling + OVERHEAD_MICROS;
    return records(processors * 1e6 / micros, length);
  }

  /** For the fastest engine to be busy so long. */
  static long records(double perSecond, Duration length) {
    return Math.max(1, Math.round(perSecond * length.toNanos() / 1e9));
  }

  static boolean fits(long present, long wanted) {
    return Math.abs(present - wanted) <= TOLERANCE * wanted;
  }
}
