package verdict.decision.challenger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import verdict.decision.BundleDefinition;

/**
 * A LightGBM model of the probability of bad, with the way from an application to its features.
 * Checked once; immutable and thread-safe: threads share it, and each {@linkplain #open opens} its
 * own {@link Challenger}.
 */
public final class ChallengerModel {
  private final String text;
  private final FeatureReader[] readers;

  private ChallengerModel(String text, List<Feature> features) {
    this.text = text;
    this.readers = features.stream().map(FeatureReader::new).toArray(FeatureReader[]::new);
  }

  /**
   * The model that a bundle brings.
   *
   * @throws ChallengerException as {@link #of(String, List)}
   */
  public static ChallengerModel of(BundleDefinition.Challenger declared) {
    return of(
        declared.model(), declared.features().stream().map(ChallengerModel::feature).toList());
  }

  private static Feature feature(BundleDefinition.Feature declared) {
    return declared
        .categories()
        .<Feature>map(
            categories -> new Feature.Categorical(declared.name(), declared.input(), categories))
        .orElseGet(
            () ->
                new Feature.Numeric(
                    declared.name(),
                    declared.input(),
                    declared.divideBy().map(BigDecimal::doubleValue).orElse(1.0)));
  }

  /**
   * Takes a model if it is whole and fits its features.
   *
   * @param text LightGBM's text format, as {@code save_model} writes it; objective {@code binary},
   *     one class, 1 = bad
   * @param features all of the model's, in its order
   * @throws ChallengerException naming what is wrong
   */
  public static ChallengerModel of(String text, List<Feature> features) {
    ModelText model = ModelText.read(text);
    List<String> problems = problems(model, features);
    if (!problems.isEmpty()) {
      throw new ChallengerException(problems);
    }
    return new ChallengerModel(text, features);
  }

  private static List<String> problems(ModelText model, List<Feature> features) {
    List<String> names = features.stream().map(Feature::name).toList();
    if (!names.equals(model.featureNames())) {
      return List.of("the features are " + names + ", the model's are " + model.featureNames());
    }
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      model.domains().get(i).problem(features.get(i)).ifPresent(problems::add);
    }
    return problems;
  }

  /**
   * Loads the model for one thread, which closes it.
   *
   * @throws ChallengerException if LightGBM's native library does not load here, or refuses the
   *     model
   */
  public Challenger open() {
    return new Challenger(readers, Booster.load(text, readers.length));
  }
}
