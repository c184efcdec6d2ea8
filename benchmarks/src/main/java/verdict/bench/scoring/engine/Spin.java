package verdict.bench.scoring.engine;

/**
 * Burns a fixed amount of work, so that every engine has the same to do, whoever else uses the
 * processor meanwhile: it counts turns, not time.
 */
public final class Spin {

  private static final long SEED = 88_172_645_463_325_252L;

  private final double turnsPerMicro;

  /**
   * @param turnsPerMicro as {@link Calibration} found it
   */
  public Spin(double turnsPerMicro) {
    this.turnsPerMicro = turnsPerMicro;
  }

  void burn(long micros) {
    turn((long) (micros * turnsPerMicro));
  }

  /** Each turn needs the one before it: nothing to run side by side, nothing to leave out. */
  static void turn(long turns) {
    long x = SEED;
    for (long i = 0; i < turns; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    if (x == 0) {
      throw new IllegalStateException("xorshift never comes to 0");
    }
  }
}
