package verdict.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static verdict.decision.Broken.broken;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of {@code bundle.yaml}. */
class TermsProblemsTest {
  private static final BundleText SMALL = BundleText.small();

  static Stream<Broken> bundles() {
    return Stream.of(
        broken(
            "unknown key",
            SMALL.bundle("cutoffs:", "cutofs: 1\ncutoffs:"),
            "bundle.yaml:19",
            "unknown key 'cutofs'; did you mean 'cutoffs'?; known here: name,"),
        broken(
            "unknown key far from any",
            SMALL.bundle("name: small", "name: small\nzzzzzzzz: 1"),
            "bundle.yaml:2",
            "unknown key 'zzzzzzzz'; known here"),
        broken(
            "missing key",
            SMALL.bundle("product: small-loan\n", ""),
            "bundle.yaml:1",
            "key 'product' is missing: add it"),
        broken(
            "missing key of a part",
            SMALL.bundle("  owner: Tests\n", ""),
            "bundle.yaml:8",
            "key 'owner' is missing"),
        broken(
            "number for text",
            SMALL.bundle("\"1\"", "1.10"),
            "bundle.yaml:2",
            "'version' must be text, not a number: put it in quotes, \"1.10\""),
        broken(
            "list for text",
            SMALL.bundle("name: small", "name: [small]"),
            "bundle.yaml:1",
            "'name' must be text, not a list"),
        broken(
            "text to fill in",
            SMALL.bundle("owner: Tests", "owner: TODO"),
            "bundle.yaml:8",
            "'owner' is still to be filled in: it says TODO"),
        broken(
            "block of text to fill in",
            SMALL.bundle("owner: Tests", "owner: |\n    TODO"),
            "bundle.yaml:8",
            "'owner' is still to be filled in"),
        broken(
            "blank text",
            SMALL.bundle("owner: Tests", "owner: ' '"),
            "bundle.yaml:8",
            "'owner' must be text that is not blank"),
        broken(
            "nothing for text",
            SMALL.bundle("owner: Tests", "owner:"),
            "bundle.yaml:8",
            "'owner' must be text that is not blank"),
        broken(
            "text against its pattern",
            SMALL.bundle("EUR", "Euro"),
            "bundle.yaml:4",
            "'currency' must match [A-Z]{3}"),
        broken(
            "text for mapping",
            SMALL.bundle("{min: 1, max: 60}", "60"),
            "bundle.yaml:6",
            "'termMonths' must be a mapping with the keys min, max, not a whole number"),
        broken(
            "fraction for whole",
            SMALL.bundle("max: 60", "max: 60.5"),
            "bundle.yaml:6",
            "'max' must be a whole number from 0 to 1200, not 60.5"),
        broken(
            "too large",
            SMALL.bundle("max: 60", "max: 1201"),
            "bundle.yaml:6",
            "'max' must be a whole number from 0 to 1200, not 1201"),
        broken("hexadecimal", SMALL.bundle("max: 60", "max: 0x3C"), "bundle.yaml:6", "not 0x3C"),
        broken("leading zero", SMALL.bundle("max: 60", "max: 060"), "bundle.yaml:6", "not 060"),
        broken(
            "empty range",
            SMALL.bundle("{min: 1,", "{min: 61,"),
            "bundle.yaml:6",
            "'termMonths' is empty: max lies below min"),
        broken(
            "no date",
            SMALL.bundle("2030-06-30", "2030-06-31"),
            "bundle.yaml:11",
            "'validUntil' must be a day such as 2027-12-31, not 2030-06-31"),
        broken(
            "no hash",
            SMALL.bundle("0e5751", "0E5751"),
            "bundle.yaml:12",
            "'trainingDataSha256' must match [0-9a-f]{64}"),
        broken(
            "cut-offs out of order",
            SMALL.bundle("referAtOrAbove: 500", "referAtOrAbove: 521"),
            "bundle.yaml:19",
            "cut-offs out of order: referAtOrAbove, 521, lies above approveAtOrAbove, 520"),
        broken(
            "cut-off above every score",
            SMALL.bundle("approveAtOrAbove: 520", "approveAtOrAbove: 536"),
            "bundle.yaml:19",
            "approveAtOrAbove, 536, is out of reach: the highest score is 535"),
        broken(
            "cut-off below every score",
            SMALL.bundle("referAtOrAbove: 500", "referAtOrAbove: 444"),
            "bundle.yaml:19",
            "referAtOrAbove, 444, parts nobody: the lowest score is 445"),
        broken(
            "half of the cut-offs",
            SMALL.bundle("approveAtOrAbove: 520, ", ""),
            "bundle.yaml:19",
            "key 'approveAtOrAbove' is missing"),
        broken(
            "unknown baseline",
            SMALL.bundle("cutoffs:", "reasonBaseline: cut-off\ncutoffs:"),
            "bundle.yaml:19",
            "'reasonBaseline' must be one of population, cutoff; did you mean 'cutoff'?"));
  }

  static Stream<Broken> attributes() {
    return Stream.of(
        broken(
            "type",
            SMALL.bundle("{type: long}", "{type: int}"),
            "bundle.yaml:16",
            "'type' must be one of string, long, double, boolean"),
        broken(
            "no type",
            SMALL.bundle("{type: long}", "{}"),
            "bundle.yaml:16",
            "key 'type' is missing"),
        broken(
            "values of a number",
            SMALL.bundle("{type: long}", "{type: long, values: [a]}"),
            "bundle.yaml:16",
            "only a string has 'values'"),
        broken(
            "no values",
            SMALL.bundle("note: {type: string}", "note: {type: string, values: []}"),
            "bundle.yaml:18",
            "'values' must hold 1 to 10000 items, not 0"),
        broken(
            "value twice",
            SMALL.bundle("values: [a, b]", "values: [a, b, a]"),
            "bundle.yaml:14",
            "'values' holds 'a' twice"),
        broken(
            "value that is no text",
            SMALL.bundle("note: {type: string}", "note: {type: string, values: [true]}"),
            "bundle.yaml:18",
            "'values' must hold texts, not true or false: put it in quotes, \"true\""),
        broken(
            "list as value",
            SMALL.bundle("note: {type: string}", "note: {type: string, values: [[a]]}"),
            "bundle.yaml:18",
            "'values' must hold texts, not a list"),
        broken(
            "range of a text",
            SMALL.bundle("note: {type: string}", "note: {type: string, min: 1}"),
            "bundle.yaml:18",
            "only a number has 'min'"),
        broken(
            "range of a boolean",
            SMALL.bundle("{type: boolean}", "{type: boolean, max: 1}"),
            "bundle.yaml:17",
            "only a number has 'max'"),
        broken(
            "empty range",
            SMALL.bundle("{type: long}", "{type: long, min: 2, max: 1}"),
            "bundle.yaml:16",
            "max lies below min"),
        broken(
            "half a whole number",
            SMALL.bundle("{type: long}", "{type: long, min: 0.5}"),
            "bundle.yaml:16",
            "'min' must be a whole number of 64 bits"),
        broken(
            "text for truth",
            SMALL.bundle("{type: long}", "{type: long, required: yes}"),
            "bundle.yaml:16",
            "'required' must be true or false, not text"),
        broken(
            "huge number",
            SMALL.bundle("{type: double}", "{type: double, max: 1e300}"),
            "bundle.yaml:15",
            "'max' must be a number of ordinary size and notation, not 1e300"),
        broken(
            "absurd exponent",
            SMALL.bundle("{type: double}", "{type: double, max: 1e9999999999}"),
            "bundle.yaml:15",
            "'max' must be a number of ordinary size"),
        broken(
            "no number",
            SMALL.bundle("{type: double}", "{type: double, max: much}"),
            "bundle.yaml:15",
            "'max' must be a number of ordinary size and notation, not much"),
        broken(
            "not a number at all",
            SMALL.bundle("{type: double}", "{type: double, max: .nan}"),
            "bundle.yaml:15",
            "not .nan"),
        broken(
            "word of CEL",
            SMALL.bundle("  note:", "  in: {type: long}\n  note:"),
            "bundle.yaml:18",
            "'in' is no name for an attribute"),
        broken(
            "field of the envelope",
            SMALL.bundle("  note:", "  submittedAt: {type: long}\n  note:"),
            "bundle.yaml:18",
            "'submittedAt' is no name"),
        broken(
            "name with a dash",
            SMALL.bundle("  note:", "  a-b: {type: long}\n  note:"),
            "bundle.yaml:18",
            "'a-b' is no name"),
        broken(
            "list of attributes",
            SMALL.bundle("  note:", "  zip: []\n  note:"),
            "bundle.yaml:18",
            "'zip' must be a mapping with the keys type, not a list"));
  }

  @ParameterizedTest
  @MethodSource({"bundles", "attributes"})
  void a_problem_is_told_with_its_line_and_remedy(Broken broken) {
    broken.isRefusedAsExpected();
  }

  @Test
  void a_bundle_is_valid_on_its_last_day_and_expired_on_the_next() {
    assertThat(SMALL.check(LocalDate.parse("2030-06-30"))).isInstanceOf(BundleCheck.Sound.class);
    assertThat(SMALL.check(LocalDate.parse("2030-07-01")))
        .isEqualTo(
            new BundleCheck.Broken(
                List.of(
                    new BundleProblem(
                        "bundle.yaml",
                        11,
                        "'validUntil' is over: expired on 2030-06-30; have the bundle approved anew and set a later day"))));
  }

  @Test
  void a_cut_off_may_be_the_highest_or_the_lowest_score() {
    assertThat(SMALL.bundle("approveAtOrAbove: 520", "approveAtOrAbove: 535").problems()).isEmpty();
    assertThat(SMALL.bundle("referAtOrAbove: 500", "referAtOrAbove: 445").problems()).isEmpty();
  }
}
