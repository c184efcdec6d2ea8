package verdict.decision.challenger;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks one tree of a LightGBM text model: {@link ModelText} says why. */
final class TreeText {
  /** LightGBM's own bound. */
  private static final int MAX_LEAVES = 131_072;

  /** LightGBM walks trees recursively, on the thread's stack. */
  private static final int MAX_DEPTH = 500;

  private static final int CATEGORICAL = 1;

  /** Categorical, default side and missing type: four bits, of which two together stay below 3. */
  private static final int MAX_DECISION_TYPE = 11;

  private static final Set<String> KEYS =
      Set.of(
          "num_leaves",
          "num_cat",
          "split_feature",
          "split_gain",
          "threshold",
          "decision_type",
          "left_child",
          "right_child",
          "leaf_value",
          "leaf_weight",
          "leaf_count",
          "internal_value",
          "internal_weight",
          "internal_count",
          "cat_boundaries",
          "cat_threshold",
          "is_linear",
          "shrinkage");

  private static final String NUMBER = "-?\\d{1,20}(\\.\\d{1,30})?(e[+-]?\\d{1,3})?";
  private static final Pattern NUMBERS = Pattern.compile(NUMBER + "( " + NUMBER + ")*+");
  private static final Pattern WHOLES = Pattern.compile("-?\\d{1,10}( -?\\d{1,10})*+");

  private final int tree;
  private final Map<String, String> lines = new HashMap<>();

  private TreeText(int tree, String text) {
    this.tree = tree;
    int end = text.indexOf("\n\n");
    if (end < 0 || !text.substring(end).isBlank()) {
      throw damaged("does not end with an empty line");
    }
    for (String line : text.substring(0, end).split("\n", -1)) {
      String key = line.substring(0, Math.max(line.indexOf('='), 0));
      if (!KEYS.contains(key) || lines.putIfAbsent(key, line.substring(key.length() + 1)) != null) {
        throw damaged("has a line that is unknown or stands twice");
      }
    }
  }

  /**
   * @param text what follows the tree's title, up to the next one
   * @param features how many the model has
   * @throws ChallengerException naming the first damage
   */
  static void check(int tree, String text, int features) {
    new TreeText(tree, text).check(features);
  }

  private void check(int features) {
    int leaves = (int) wholes("num_leaves", 1, 1, MAX_LEAVES)[0];
    int nodes = leaves - 1;
    int categorical = (int) wholes("num_cat", 1, 0, nodes)[0];
    if (lines.containsKey("is_linear")) {
      wholes("is_linear", 1, 0, 0);
    }
    numbers("shrinkage", 1);
    numbers("leaf_value", leaves);
    if (nodes == 0) {
      return;
    }
    numbers("leaf_weight", leaves);
    numbers("split_gain", nodes);
    numbers("internal_value", nodes);
    numbers("internal_weight", nodes);
    wholes("leaf_count", leaves, 0, Integer.MAX_VALUE);
    wholes("internal_count", nodes, 0, Integer.MAX_VALUE);
    wholes("split_feature", nodes, 0, features - 1);
    checkShape(nodes);
    checkSplits(nodes, categorical);
  }

  /** From the root, each node and each leaf is reached exactly once. */
  private void checkShape(int nodes) {
    long[] left = wholes("left_child", nodes, -nodes - 1, nodes - 1);
    long[] right = wholes("right_child", nodes, -nodes - 1, nodes - 1);
    int[] depth = new int[nodes];
    boolean[] leafSeen = new boolean[nodes + 1];
    // LightGBM numbers a node after its parent, so one pass in its order suffices.
    depth[0] = 1;
    for (int node = 0; node < nodes; node++) {
      if (depth[node] == 0 || depth[node] > MAX_DEPTH) {
        throw damaged("has a node that is out of order, out of reach or too deep");
      }
      for (long child : new long[] {left[node], right[node]}) {
        if (child > node && depth[(int) child] == 0) {
          depth[(int) child] = depth[node] + 1;
        } else if (child < 0 && !leafSeen[(int) ~child]) {
          leafSeen[(int) ~child] = true;
        } else {
          throw damaged("has a child that is out of order or stands twice");
        }
      }
    }
  }

  private void checkSplits(int nodes, int categorical) {
    double[] thresholds = numbers("threshold", nodes);
    long[] types = wholes("decision_type", nodes, 0, MAX_DECISION_TYPE);
    for (int node = 0; node < nodes; node++) {
      double threshold = thresholds[node];
      boolean whole = threshold >= 0 && threshold < categorical && threshold == (int) threshold;
      if ((types[node] & CATEGORICAL) != 0 && !whole) {
        throw damaged("has a categorical split without categories");
      }
    }
    if (categorical == 0) {
      return;
    }
    long[] boundaries = wholes("cat_boundaries", categorical + 1, 0, Integer.MAX_VALUE);
    for (int i = 0; i < categorical; i++) {
      if (boundaries[0] != 0 || boundaries[i] >= boundaries[i + 1]) {
        throw damaged("has cat_boundaries that do not ascend from 0");
      }
    }
    wholes("cat_threshold", (int) boundaries[categorical], 0, (1L << Integer.SIZE) - 1);
  }

  private double[] numbers(String key, int count) {
    String[] items = items(key, NUMBERS, count);
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = Double.parseDouble(items[i]);
      if (!Double.isFinite(numbers[i])) {
        throw damaged("has a " + key + " that is too large");
      }
    }
    return numbers;
  }

  private long[] wholes(String key, int count, long min, long max) {
    String[] items = items(key, WHOLES, count);
    long[] wholes = new long[count];
    for (int i = 0; i < count; i++) {
      wholes[i] = Long.parseLong(items[i]);
      if (wholes[i] < min || wholes[i] > max) {
        throw damaged("has a " + key + " outside " + min + " to " + max);
      }
    }
    return wholes;
  }

  private String[] items(String key, Pattern pattern, int count) {
    String line = lines.get(key);
    if (line == null || !pattern.matcher(line).matches()) {
      throw damaged("has no " + key + " or one that is malformed");
    }
    String[] items = line.split(" ", -1);
    if (items.length != count) {
      throw damaged("has %d items in %s, expected %d".formatted(items.length, key, count));
    }
    return items;
  }

  private ChallengerException damaged(String what) {
    return new ChallengerException("tree " + tree + " " + what);
  }
}
