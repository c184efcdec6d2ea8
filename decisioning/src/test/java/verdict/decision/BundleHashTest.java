package verdict.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundleHashTest {

  /**
   * Released: it stands on score events, so a change of the canonical form or of the shipped bundle
   * must be meant.
   */
  private static final String SHIPPED_HASH =
      "8eb8cfd9dec2b628b7b46573b240a3233f09d1aef706c307a3a85249c2ca3a1f";

  /** A number that is no part of a name, outside of comments. */
  private static final Pattern FIGURE =
      Pattern.compile("(?m)(?<=^[^#\\n]{0,200})(?<![\\w.-])-?\\d+(\\.\\d+)?(?![\\w.-])");

  @Test
  void the_shipped_bundle_is_the_one_that_was_released() {
    assertThat(Bundle.shipped().hash()).isEqualTo(SHIPPED_HASH);
  }

  static Stream<UnaryOperator<BundleText>> formatting() {
    return Stream.of(
        text -> text.bundle("name: small", "# a comment\n\nname:   'small' # another"),
        text -> text.bundle("name: small\n", "").bundle("currency:", "name: small\ncurrency:"),
        text ->
            text.bundle("  grade: {type: string, values: [a, b]}\n", "")
                .bundle(
                    "  note:",
                    "  grade:\n    values:\n    - b\n    - a\n    type: string\n  note:"),
        text -> text.bundle("{type: double}", "{type: double, required: false}"),
        text -> text.bundle("cutoffs:", "reasonBaseline: population\ncutoffs:"),
        text -> text.scorecard("baseOdds: 1", "baseOdds: 1.000"),
        text -> text.scorecard("baselinePoints: 20.0", "baselinePoints: 2e1"),
        text -> text.scorecard("reasonText: Grade", "reasonText: >\n      Grade"),
        text -> text.with(BundleFile.BUNDLE, text.text(BundleFile.BUNDLE).replace("\n", "\r\n")),
        text ->
            text.baseline("  grade: {bins: [0.5, 0.4], missing: 0.1}\n", "")
                .baseline("scores:", "  grade: {missing: 0.10, bins: [0.5, 0.4]}\nscores:"));
  }

  @ParameterizedTest
  @MethodSource("formatting")
  void comments_layout_key_order_and_notation_do_not_change_the_hash(
      UnaryOperator<BundleText> edit) {
    BundleText edited = edit.apply(BundleText.small());

    assertThat(edited.texts()).isNotEqualTo(BundleText.small().texts());
    assertThat(edited.compiled().hash()).isEqualTo(Samples.bundle().hash()).matches("[0-9a-f]{64}");
    assertThat(edited.compiled().canonicalJson()).isEqualTo(Samples.bundle().canonicalJson());
  }

  static Stream<UnaryOperator<BundleText>> changes() {
    return Stream.of(
        text -> text.bundle("\"1\"", "\"2\""),
        text -> text.bundle("approveAtOrAbove: 520", "approveAtOrAbove: 521"),
        text -> text.bundle("note: {type: string}", "note: {type: string, values: [x]}"),
        text -> text.bundle("{type: double}", "{type: double, min: -1}"),
        text -> text.bundle("{type: double}", "{type: double, unit: EUR}"),
        text -> text.bundle("validUntil: 2030-06-30", "validUntil: 2030-07-01"),
        text -> text.bundle("debts: {type: long}", "debts: {type: long, required: true}"),
        text -> text.policy(Samples.rules(Samples.rule("R", "REFER", "false", "RR", "text"))),
        text -> text.scorecard("baselinePoints: 0", "baselinePoints: 0.01"),
        text -> text.scorecard("baselinePoints: 0", "baselinePoints: 0\n    cutoffPoints: 0"),
        text -> text.scorecard("reasonText: Grade", "reasonText: The grade"),
        text -> text.scorecard("points: 10", "points: 11"),
        text -> text.scorecard("missing: {points: -20}", "missing: {points: -21}"),
        text ->
            text.scorecard("upTo: 1000.5", "below: 1000.5")
                .scorecard("above: 1000.5", "from: 1000.5"),
        text -> text.baseline("[0.5, 0.4]", "[0.4, 0.5]"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void any_change_of_content_changes_the_hash(UnaryOperator<BundleText> change) {
    assertThat(change.apply(BundleText.small()).compiled().hash())
        .isNotEqualTo(Samples.bundle().hash());
  }

  @Test
  void one_byte_of_the_challengers_model_changes_the_hash() {
    BundleText shipped = BundleText.shipped();
    Bundle changed =
        shipped.replaced(BundleFile.MODEL, "leaf_value=-0.80", "leaf_value=-0.81").compiled();

    assertThat(changed.hash()).isNotEqualTo(SHIPPED_HASH);
    assertThat(shipped.without(BundleFile.MODEL).without(BundleFile.FEATURES).compiled().hash())
        .isNotEqualTo(SHIPPED_HASH);
  }

  static Stream<BundleText> bundles() {
    return Stream.of(BundleText.shipped(), BundleText.packaged("/verdict/decision/overdraft/"));
  }

  /** Each figure that may be another one without breaking the bundle. */
  @ParameterizedTest
  @MethodSource("bundles")
  void no_figure_in_the_files_can_change_without_the_hash(BundleText original) {
    String hash = original.compiled().hash();
    int changed = 0;
    for (BundleFile file : original.texts().keySet()) {
      Matcher figures = FIGURE.matcher(file == BundleFile.MODEL ? "" : original.text(file));
      while (figures.find()) {
        String text = original.text(file);
        char next = (char) ('0' + (text.charAt(figures.end() - 1) - '0' + 1) % 10);
        BundleText edited =
            original.with(
                file, text.substring(0, figures.end() - 1) + next + text.substring(figures.end()));
        if (BundleReader.read(edited, Optional.empty())
            instanceof BundleCheck.Sound(Bundle bundle)) {
          assertThat(bundle.hash()).as("%s at %d", file, figures.start()).isNotEqualTo(hash);
          changed++;
        }
      }
    }
    assertThat(changed).isGreaterThan(30);
  }
}
