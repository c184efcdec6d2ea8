package verdict.decision.challenger;

import java.util.List;

/** What the challenger says of one application. */
public sealed interface Assessment {

  /**
   * The model's answer.
   *
   * @param probabilityOfBad 0 to 1
   * @param riskRaising at most four features that raise the risk, strongest first; empty where only
   *     the probability was asked for
   */
  record Assessed(double probabilityOfBad, List<RiskFeature> riskRaising) implements Assessment {
    public Assessed {
      riskRaising = List.copyOf(riskRaising);
    }
  }

  /**
   * The model has no answer to this application.
   *
   * @param feature the feature in question, by the model's name; empty for {@link
   *     Obstacle#NATIVE_FAILURE}
   * @param message for people; never holds a value of the application
   */
  record Unassessed(Obstacle obstacle, String feature, String message) implements Assessment {}

  /** Why there is no answer. */
  enum Obstacle {
    /** A value that the model was not trained on: as a number it would mean another one. */
    UNKNOWN_CATEGORY,
    /** A value of another type than the feature takes, or a number that is not finite. */
    WRONG_TYPE,
    /** LightGBM refused, or its answer is no probability. */
    NATIVE_FAILURE
  }
}
