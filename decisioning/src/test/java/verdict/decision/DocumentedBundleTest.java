package verdict.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/bundles.md holds what it promises: a stranger copies from it. */
class DocumentedBundleTest {
  private static final Path PAGE = Path.of("..", "docs", "bundles.md");
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void the_pages_examples_make_a_sound_bundle() throws IOException {
    String model =
        "tree\nmax_feature_idx=3\nfeature_names=amount income employment homeowner\n\nend of trees\n";
    BundleText documented =
        new BundleText(
            Map.of(
                BundleFile.BUNDLE, example("## bundle.yaml"),
                BundleFile.POLICY, example("## policy.yaml"),
                BundleFile.SCORECARD, example("## scorecard.yaml"),
                BundleFile.BASELINE, example("## baseline.yaml"),
                BundleFile.FEATURES, example("## challenger/"),
                BundleFile.MODEL, model));

    assertThat(documented.problems()).isEmpty();
  }

  @Test
  void a_condition_in_a_block_is_sound() throws IOException {
    List<String> examples = examples("## policy.yaml");
    BundleText documented =
        new BundleText(
            Map.of(
                BundleFile.BUNDLE, example("## bundle.yaml"),
                BundleFile.POLICY,
                    example("## policy.yaml")
                        .replace("    when: arrears != null && arrears >= 3\n", examples.get(1)),
                BundleFile.SCORECARD, example("## scorecard.yaml"),
                BundleFile.BASELINE, example("## baseline.yaml")));

    assertThat(documented.text(BundleFile.POLICY)).contains("homeowner == true");
    assertThat(documented.problems()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void every_key_is_explained(Shape shape) throws IOException {
    String page = Files.readString(PAGE);
    for (String key : shape.keys()) {
      assertThat(page).containsPattern("(?m)(^|[`{ ])" + key + "[:`]");
    }
  }

  private static String example(String heading) throws IOException {
    return examples(heading).getFirst();
  }

  private static List<String> examples(String heading) throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf("\n" + heading + "\n");
    assertThat(from).as(heading).isPositive();
    int to = page.indexOf("\n## ", from + 1);
    Matcher matcher = EXAMPLE.matcher(page.substring(from, to));
    List<String> examples = new ArrayList<>();
    while (matcher.find()) {
      examples.add(matcher.group(1));
    }
    return examples;
  }
}
