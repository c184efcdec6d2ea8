package verdict.decision.challenger;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A LightGBM text model whose form was checked, tree by tree. LightGBM's own reader trusts the
 * text: a damaged one sends it beyond the ends of its arrays, and the process dies. So whatever
 * steers its reading is checked here first; figures that only change an answer are not.
 *
 * @param domains for each feature, in the model's order
 */
record ModelText(List<String> featureNames, List<FeatureDomain> domains) {
  private static final String FIRST_TREE = "\nTree=0\n";
  private static final String END = "end of trees\n";

  /** The names that LightGBM gives its first lines; its reader takes no others. */
  private static final Set<String> KEYS =
      Set.of(
          "version",
          "num_class",
          "num_tree_per_iteration",
          "label_index",
          "max_feature_idx",
          "objective",
          "feature_names",
          "monotone_constraints",
          "feature_infos",
          "tree_sizes");

  private static final Pattern BINARY =
      Pattern.compile("binary sigmoid:(?=.*[1-9])\\d{1,6}(\\.\\d{1,6})?");
  private static final Pattern SIZES = Pattern.compile("\\d{1,9}( \\d{1,9})*");

  ModelText {
    featureNames = List.copyOf(featureNames);
    domains = List.copyOf(domains);
  }

  /**
   * @throws ChallengerException naming the first damage
   */
  static ModelText read(String text) {
    int trees = text.indexOf(FIRST_TREE) + 1;
    if (!text.startsWith("tree\n") || trees == 0) {
      throw new ChallengerException("no LightGBM text model with at least one tree");
    }
    if (text.indexOf('\r') >= 0 || text.indexOf('\0') >= 0) {
      throw new ChallengerException(
          "the model has line ends or characters that LightGBM did not write: copy it as binary");
    }
    Map<String, String> head = head(text.substring("tree\n".length(), trees));
    expect(head, "version", "v4", "v3");
    expect(head, "num_class", "1");
    expect(head, "num_tree_per_iteration", "1");
    expect(head, "label_index", "0");
    if (!BINARY.matcher(value(head, "objective")).matches()) {
      throw new ChallengerException("the model's objective must be binary");
    }
    List<String> names = List.of(value(head, "feature_names").split(" ", -1));
    List<FeatureDomain> domains = domains(value(head, "feature_infos"));
    expect(head, "max_feature_idx", String.valueOf(names.size() - 1));
    if (domains.size() != names.size()) {
      throw new ChallengerException(
          "feature_infos has %d items for %d features".formatted(domains.size(), names.size()));
    }
    checkTrees(text.substring(trees), value(head, "tree_sizes"), names.size());
    return new ModelText(names, domains);
  }

  private static Map<String, String> head(String text) {
    Map<String, String> head = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      String key = line.substring(0, Math.max(line.indexOf('='), 0));
      if (!KEYS.contains(key) || head.putIfAbsent(key, line.substring(key.length() + 1)) != null) {
        throw new ChallengerException(
            "the model's head has a line that is unknown or stands twice: '" + key + "'");
      }
    }
    return head;
  }

  private static String value(Map<String, String> head, String key) {
    String value = head.get(key);
    if (value == null) {
      throw new ChallengerException("the model's head has no " + key);
    }
    return value;
  }

  private static void expect(Map<String, String> head, String key, String... allowed) {
    if (!List.of(allowed).contains(value(head, key))) {
      throw new ChallengerException(
          "the model's %s must be %s".formatted(key, String.join(" or ", allowed)));
    }
  }

  private static List<FeatureDomain> domains(String infos) {
    return Arrays.stream(infos.split(" ", -1))
        .map(
            info ->
                FeatureDomain.parse(info)
                    .orElseThrow(
                        () -> new ChallengerException("feature_infos has an unknown item")))
        .toList();
  }

  /** LightGBM jumps from tree to tree by these sizes. */
  private static void checkTrees(String text, String sizes, int features) {
    if (!SIZES.matcher(sizes).matches()) {
      throw new ChallengerException("tree_sizes must hold whole numbers");
    }
    int from = 0;
    int tree = 0;
    for (String size : sizes.split(" ", -1)) {
      int to = Math.addExact(from, Integer.parseInt(size));
      String title = "Tree=" + tree + "\n";
      if (to > text.length() || !text.startsWith(title, from) || to < from + title.length()) {
        throw new ChallengerException("tree " + tree + " does not stand where tree_sizes says");
      }
      TreeText.check(tree, text.substring(from + title.length(), to), features);
      from = to;
      tree++;
    }
    if (!text.startsWith(END, from)) {
      throw new ChallengerException("the model has no end after its last tree: it was cut off");
    }
  }
}
