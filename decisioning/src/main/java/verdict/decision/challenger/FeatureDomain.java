package verdict.decision.challenger;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the model's head says of one feature's values in training. */
sealed interface FeatureDomain {
  Pattern RANGE = Pattern.compile("\\[[^\\s:\\]]+:[^\\s:\\]]+]");
  Pattern CATEGORIES = Pattern.compile("-?\\d{1,9}(:-?\\d{1,9})*");

  /** What is wrong with making this feature from an application in that way. */
  Optional<String> problem(Feature feature);

  /** Numbers in a range. */
  record Numbers() implements FeatureDomain {
    @Override
    public Optional<String> problem(Feature feature) {
      return switch (feature) {
        case Feature.Numeric numeric -> Optional.empty();
        case Feature.Categorical categorical ->
            Optional.of(categorical.name() + " is a number to the model and has categories here");
      };
    }
  }

  /** Categories by number; -1 stands for missing. */
  record Categories(int highest) implements FeatureDomain {
    @Override
    public Optional<String> problem(Feature feature) {
      return switch (feature) {
        case Feature.Numeric numeric ->
            Optional.of(numeric.name() + " has categories to the model and is a number here");
        case Feature.Categorical categorical ->
            highest < categorical.categories().size()
                ? Optional.empty()
                : Optional.of(
                    "%s has %d categories here, and the model knows one with number %d"
                        .formatted(categorical.name(), categorical.categories().size(), highest));
      };
    }
  }

  /** Constant in training: the model never asks for it. */
  record Unused() implements FeatureDomain {
    @Override
    public Optional<String> problem(Feature feature) {
      return Optional.empty();
    }
  }

  /** Reads one item of {@code feature_infos}; empty if it is none. */
  static Optional<FeatureDomain> parse(String info) {
    if (info.equals("none")) {
      return Optional.of(new Unused());
    }
    if (RANGE.matcher(info).matches()) {
      return Optional.of(new Numbers());
    }
    if (CATEGORIES.matcher(info).matches()) {
      return Optional.of(
          new Categories(
              Arrays.stream(info.split(":", -1)).mapToInt(Integer::parseInt).max().orElseThrow()));
    }
    return Optional.empty();
  }
}
