package verdict.decision.challenger;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_long_long;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import com.microsoft.ml.lightgbm.lightgbmlibConstants;

/**
 * LightGBM's booster: the only class that calls native code. One row and one answer lie in native
 * memory for as long as it is open, so that a prediction copies a few numbers and allocates
 * nothing. The fast configurations keep LightGBM from parsing its parameters for each row.
 *
 * <p>Not thread-safe. A model must have passed {@link ModelText} before: native code follows a
 * damaged one out of bounds and takes the process along.
 */
final class Booster implements AutoCloseable {
  /** A row is too little work to share, and each worker has its own booster. */
  private static final String PARAMETERS = "num_threads=1 verbosity=-1";

  private final int features;
  private final SWIGTYPE_p_p_void model;
  private final SWIGTYPE_p_p_void probability;
  private final SWIGTYPE_p_p_void contributions;
  private final SWIGTYPE_p_double row;
  private final SWIGTYPE_p_double answer;
  private final SWIGTYPE_p_long_long answerLength;
  private final SWIGTYPE_p_void rowAddress;
  private final SWIGTYPE_p_void probabilityConfiguration;
  private final SWIGTYPE_p_void contributionsConfiguration;
  private boolean closed;

  private Booster(SWIGTYPE_p_p_void model, int features) {
    this.features = features;
    this.model = model;
    this.probability = lightgbmlib.new_voidpp();
    this.contributions = lightgbmlib.new_voidpp();
    this.row = lightgbmlib.new_doubleArray(features);
    // One contribution for each feature, and one for the average that they start from.
    this.answer = lightgbmlib.new_doubleArray(features + 1L);
    this.answerLength = lightgbmlib.new_int64_tp();
    this.rowAddress = lightgbmlib.double_to_voidp_ptr(row);
    this.probabilityConfiguration =
        configure(lightgbmlibConstants.C_API_PREDICT_NORMAL, probability);
    this.contributionsConfiguration =
        configure(lightgbmlibConstants.C_API_PREDICT_CONTRIB, contributions);
  }

  /**
   * Loads a model that {@link ModelText} took.
   *
   * @throws ChallengerException if the native library does not load, or refuses the model
   */
  static Booster load(String text, int features) {
    NativeLibrary.require();
    SWIGTYPE_p_p_void model = lightgbmlib.new_voidpp();
    SWIGTYPE_p_int iterations = lightgbmlib.new_intp();
    int result = lightgbmlib.LGBM_BoosterLoadModelFromString(text, iterations, model);
    lightgbmlib.delete_intp(iterations);
    if (result != 0) {
      String why = lightgbmlib.LGBM_GetLastError();
      lightgbmlib.delete_voidpp(model);
      throw new ChallengerException("LightGBM refuses the model: " + why);
    }
    return new Booster(model, features);
  }

  private SWIGTYPE_p_void configure(int prediction, SWIGTYPE_p_p_void handle) {
    int result =
        lightgbmlib.LGBM_BoosterPredictForMatSingleRowFastInit(
            lightgbmlib.voidpp_value(model),
            prediction,
            0,
            -1, // every tree
            lightgbmlibConstants.C_API_DTYPE_FLOAT64,
            features,
            PARAMETERS,
            handle);
    if (result != 0) {
      throw new ChallengerException(
          "LightGBM refuses its settings: " + lightgbmlib.LGBM_GetLastError());
    }
    return lightgbmlib.voidpp_value(handle);
  }

  /** Sets one feature of the row; NaN for missing. */
  void set(int feature, double number) {
    if (closed) {
      throw new IllegalStateException("the challenger is closed");
    }
    lightgbmlib.doubleArray_setitem(row, feature, number);
  }

  /** The probability of bad for the row that was set; NaN if LightGBM fails. */
  double probability() {
    int result =
        lightgbmlib.LGBM_BoosterPredictForMatSingleRowFast(
            probabilityConfiguration, rowAddress, answerLength, answer);
    return result == 0 ? lightgbmlib.doubleArray_getitem(answer, 0) : Double.NaN;
  }

  /**
   * What each feature of the row that was set adds to the log-odds of bad.
   *
   * @return false if LightGBM fails or a contribution is no finite number
   */
  boolean contributions(double[] target) {
    int result =
        lightgbmlib.LGBM_BoosterPredictForMatSingleRowFast(
            contributionsConfiguration, rowAddress, answerLength, answer);
    if (result != 0) {
      return false;
    }
    double sum = 0;
    for (int i = 0; i < features; i++) {
      target[i] = lightgbmlib.doubleArray_getitem(answer, i);
      sum += target[i];
    }
    return Double.isFinite(sum);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    lightgbmlib.LGBM_FastConfigFree(probabilityConfiguration);
    lightgbmlib.LGBM_FastConfigFree(contributionsConfiguration);
    lightgbmlib.LGBM_BoosterFree(lightgbmlib.voidpp_value(model));
    lightgbmlib.delete_voidpp(probability);
    lightgbmlib.delete_voidpp(contributions);
    lightgbmlib.delete_voidpp(model);
    lightgbmlib.delete_doubleArray(row);
    lightgbmlib.delete_doubleArray(answer);
    lightgbmlib.delete_int64_tp(answerLength);
  }
}
