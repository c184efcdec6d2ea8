package verdict.decision;

import java.util.List;

/**
 * Every mapping of the format, with its keys: the format at a glance. The JSON Schemas under {@code
 * bundles/schema} say the same to editors.
 */
enum Shape {
  BUNDLE(
      "name version product currency amountMinor termMonths governance attributes cutoffs",
      "description reasonBaseline"),
  RANGE("min max", ""),
  GOVERNANCE("owner purpose approvedBy validUntil trainingDataSha256", ""),
  ATTRIBUTE("type", "required values min max unit description"),
  CUTOFFS("approveAtOrAbove referAtOrAbove", ""),
  POLICY("rules", ""),
  RULE("id outcome when reasonCode reasonText", "description"),
  SCORECARD("basePoints scaling characteristics", ""),
  SCALING("pdo baseScore baseOdds", ""),
  CHARACTERISTIC(
      "name reasonCode reasonText baselinePoints bins", "cutoffPoints missing other description"),
  BIN("points", "values above from below upTo"),
  SPECIAL_BIN("points", ""),
  BASELINE("characteristics scores", ""),
  BIN_SHARES("bins", "missing other"),
  SCORE_SHARE("share", "above from below upTo"),
  CHALLENGER("features", ""),
  FEATURE("name", "input divideBy categories");

  private final String required;
  private final String optional;

  Shape(String required, String optional) {
    this.required = required;
    this.optional = optional;
  }

  List<String> required() {
    return List.of(required.split(" "));
  }

  /** The required ones and the optional ones. */
  List<String> keys() {
    return List.of((required + " " + optional).stripTrailing().split(" "));
  }
}
