package verdict.decision;

import java.util.List;
import java.util.Optional;

/** What the head of a LightGBM text model says of its features. */
record ModelHeader(List<String> featureNames) {
  private static final String FIRST_LINE = "tree";
  private static final String NAMES = "feature_names=";
  private static final String LAST_INDEX = "max_feature_idx=";
  private static final String LAST_LINE = "end of trees";

  /** Reads the head and looks for the end; the trees themselves are the model's own business. */
  static Optional<ModelHeader> read(String model, Problems problems) {
    List<String> lines = model.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(FIRST_LINE)) {
      problems.add(
          new Place(BundleFile.MODEL, 1),
          "no LightGBM text model: its first line is '"
              + FIRST_LINE
              + "'; save it with save_model");
      return Optional.empty();
    }
    int before = problems.count();
    if (!lines.contains(LAST_LINE)) {
      problems.add(
          new Place(BundleFile.MODEL, lines.size()),
          "the model is cut off: it has no line '" + LAST_LINE + "'; copy it anew");
    }
    int names = find(lines, NAMES, problems);
    int lastIndex = find(lines, LAST_INDEX, problems);
    if (problems.count() > before) {
      return Optional.empty();
    }
    List<String> features = List.of(lines.get(names).substring(NAMES.length()).split(" "));
    String index = lines.get(lastIndex).substring(LAST_INDEX.length());
    if (!index.equals(String.valueOf(features.size() - 1))) {
      problems.add(
          new Place(BundleFile.MODEL, lastIndex + 1),
          "'%s%s', but there are %d names in line %d: the model is damaged, copy it anew"
              .formatted(LAST_INDEX, index, features.size(), names + 1));
      return Optional.empty();
    }
    return Optional.of(new ModelHeader(features));
  }

  private static int find(List<String> lines, String prefix, Problems problems) {
    for (int i = 0; i < lines.size() && !lines.get(i).isEmpty(); i++) {
      if (lines.get(i).startsWith(prefix)) {
        return i;
      }
    }
    problems.add(
        new Place(BundleFile.MODEL, 1),
        "the model's head has no line '" + prefix + "…': it is damaged, copy it anew");
    return 0;
  }
}
