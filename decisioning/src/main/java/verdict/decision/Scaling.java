package verdict.decision;

/**
 * How points become odds. {@code factor = pdo / ln 2} and {@code offset = baseScore - factor ·
 * ln(baseOddsGoodToBad)} (Siddiqi, Credit Risk Scorecards, ch. 6).
 *
 * <p>Logarithm and exponential are {@link StrictMath}'s: Math's may differ in the last bit between
 * machines, and the same application must give the same bytes everywhere.
 */
final class Scaling {
  private final double factor;
  private final double offset;

  /**
   * @param pdo points that double the odds
   * @param baseScore the score at which the odds are {@code baseOddsGoodToBad}
   */
  Scaling(double pdo, double baseScore, double baseOddsGoodToBad) {
    this.factor = pdo / StrictMath.log(2);
    this.offset = baseScore - factor * StrictMath.log(baseOddsGoodToBad);
  }

  /** Probability of default, 0 to 1. */
  double probabilityOfDefault(int score) {
    return 1 / (1 + StrictMath.exp((score - offset) / factor));
  }
}
