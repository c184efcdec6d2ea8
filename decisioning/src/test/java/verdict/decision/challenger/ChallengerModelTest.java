package verdict.decision.challenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model that is damaged, or does not fit its features, is refused before native code sees it. */
class ChallengerModelTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tree\\nversion           | three\\nversion         | no LightGBM text model",
        "version=v4               | version=v9              | version must be v4 or v3",
        "num_class=1              | num_class=3             | num_class must be 1",
        "binary sigmoid:1         | regression              | objective must be binary",
        "binary sigmoid:1         | binary sigmoid:0        | objective must be binary",
        "label_index=0            | label_indices=0         | unknown or stands twice: 'label_indices'",
        "label_index=0            | num_class=1             | unknown or stands twice: 'num_class'",
        "label_index=0\\n         | ''                      | no label_index",
        "max_feature_idx=2        | max_feature_idx=3       | max_feature_idx must be 2",
        "-1:0:1:2 none            | -1:0:1:2                | feature_infos has 2 items for 3 features",
        "-1:0:1:2 none            | -1:0:1:2 some           | feature_infos has an unknown item",
        "Tree=1                   | Tree=2                  | tree 1 does not stand where",
        "split_feature=0          | split_feature=3         | tree 0 has a split_feature outside 0 to 2",
        "left_child=-1            | left_child=-3           | tree 0 has a left_child outside -2 to 0",
        "left_child=-1            | left_child=-2           | tree 0 has a child that is out of order",
        "left_child=-1            | left_child=+0           | tree 0 has no left_child or one that is malformed",
        "leaf_value=1 -1          | leaf_value=1-10         | tree 0 has no leaf_value or one that is malformed",
        "leaf_value=1 -1          | leaf_value=1001         | tree 0 has 1 items in leaf_value, expected 2",
        "num_leaves=2             | num_leaves=9            | items in leaf_value, expected 9",
        "threshold=0              | threshold=1             | tree 1 has a categorical split without",
        "cat_boundaries=0 1       | cat_boundaries=0 9      | tree 1 has 1 items in cat_threshold, expected 9",
        "cat_boundaries=0 1       | cat_boundaries=1 1      | tree 1 has cat_boundaries that do not ascend",
        "is_linear=0              | is_linear=1             | is_linear outside 0 to 0",
        "shrinkage=1              | shrinking=1             | tree 0 has a line that is unknown",
        "end of trees             | end of tree             | no end after its last tree",
      })
  void damage_is_named(String part, String damage, String message) {
    String text = SmallModel.text();
    String from = part.replace("\\n", "\n");
    assertThat(text).contains(from);
    int at = text.indexOf(from);
    String damaged =
        text.substring(0, at) + damage.replace("\\n", "\n") + text.substring(at + from.length());

    assertThatExceptionOfType(ChallengerException.class)
        .isThrownBy(() -> ChallengerModel.of(damaged, SmallModel.FEATURES))
        .withMessageContaining(message);
  }

  @Test
  void windows_line_ends_are_refused() {
    assertRefused(
        SmallModel.text().replace("\n\n", "\r\n\r\n"), SmallModel.FEATURES, "copy it as binary");
  }

  @Test
  void features_are_the_models_in_its_order() {
    assertRefused(
        SmallModel.text(),
        SmallModel.FEATURES.reversed(),
        "the features are [telephone, grade, income], the model's are [income, grade, telephone]");
  }

  @Test
  void every_feature_that_is_encoded_otherwise_than_in_training_is_named() {
    List<Feature> features = new ArrayList<>(SmallModel.FEATURES);
    features.set(0, new Feature.Categorical("income", "income", List.of("low", "high")));
    features.set(1, new Feature.Numeric("grade", "grade"));
    assertThatExceptionOfType(ChallengerException.class)
        .isThrownBy(() -> ChallengerModel.of(SmallModel.text(), features))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "income is a number to the model and has categories here",
                        "grade has categories to the model and is a number here"));
    features.set(0, SmallModel.FEATURES.getFirst());
    features.set(1, new Feature.Categorical("grade", "grade", List.of("a", "b")));
    assertRefused(
        SmallModel.text(), features, "grade has 2 categories here, and the model knows one with");
  }

  /** A crash of native code would end this very process. */
  @Test
  void no_damage_gets_through_to_crash_native_code() {
    String text = GermanCredit.text();
    int trees = text.indexOf("Tree=0");
    int end = text.indexOf("end of trees");
    List<Feature> features = GermanCredit.features(/* amountDivisor= */ 100);
    Random random = new Random(20260115);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      // Half of the damage to the few lines of the head, half to the trees.
      int at = i % 2 == 0 ? random.nextInt(trees) : trees + random.nextInt(end - trees);
      if (refused(damaged(text, at, random), features)) {
        refused++;
      }
    }
    assertThat(refused).isBetween(125, 499);
  }

  private static String damaged(String text, int at, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at); // cut off
      case 1 -> text.substring(0, at) + text.substring(at + 1);
      case 2 -> text.substring(0, at) + digit(random) + text.substring(at);
      default -> text.substring(0, at) + digit(random) + text.substring(at + 1);
    };
  }

  private static char digit(Random random) {
    return "0123456789 -=\n".charAt(random.nextInt(14));
  }

  /** False if the damage changes at most a figure: then the model answers. */
  private static boolean refused(String text, List<Feature> features) {
    ChallengerModel model;
    try {
      model = ChallengerModel.of(text, features);
    } catch (ChallengerException e) {
      return true;
    }
    assertThatNoException()
        .isThrownBy(
            () -> {
              try (Challenger challenger = model.open()) {
                challenger.explain(SmallModel.application("purpose", "business", "savings", null));
              }
            });
    return false;
  }

  private static void assertRefused(String text, List<Feature> features, String message) {
    assertThatExceptionOfType(ChallengerException.class)
        .isThrownBy(() -> ChallengerModel.of(text, features))
        .withMessageContaining(message);
  }
}
