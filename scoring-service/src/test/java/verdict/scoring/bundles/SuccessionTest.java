package verdict.scoring.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import verdict.decision.Bundle;
import verdict.decision.BundleShelf;
import verdict.decision.Bundles;

class SuccessionTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final Bundles NONE = Bundles.of(List.of());

  @TempDir Path directory;

  private final KnownBundles register = new KnownBundles();
  private final Succession succession = new Succession(register);
  private Shelf shelf;

  @BeforeEach
  void makeShelf() {
    shelf = new Shelf(directory);
  }

  @Test
  void the_newest_version_of_each_product_comes_into_force() {
    shelf.put("a-1.9", bundle -> bundle.version("1.9"));
    shelf.put("a-1.10", bundle -> bundle.version("1.10"));
    shelf.put("b", bundle -> bundle.name("other").product("other"));

    Succession.Step step = look(NONE);

    assertThat(step.refusals()).isEmpty();
    assertThat(names(step)).containsExactlyInAnyOrder("german-credit 1.10", "other 1.0.0");
  }

  @Test
  void a_broken_newer_one_is_refused_by_file_and_line_and_the_old_one_stays() {
    shelf.put("old", bundle -> bundle);
    Bundles old = look(NONE).inForce();
    shelf.put(
        "new", bundle -> bundle.version("1.1.0").edit("scorecard.yaml", "basePoints", "base"));

    Succession.Step step = look(old);

    assertThat(step.inForce().all()).containsExactlyElementsOf(old.all());
    assertThat(step.refusals())
        .anySatisfy(line -> assertThat(line).contains("new/scorecard.yaml:"));
  }

  @Test
  void one_that_breaks_while_it_decides_does_not_hand_back_to_an_older_one() {
    shelf.put("old", bundle -> bundle);
    shelf.put("new", bundle -> bundle.version("1.1.0"));
    Bundles both = look(NONE).inForce();
    shelf.put("new", bundle -> bundle.version("1.1.0").edit("policy.yaml", "rules:", "rule:"));

    assertThat(names(look(both))).containsExactly("german-credit 1.1.0");
  }

  @Test
  void one_products_conflict_holds_up_no_other() {
    shelf.put("one", bundle -> bundle);
    shelf.put("two", bundle -> bundle.name("other").product("other"));
    Bundles both = look(NONE).inForce();
    shelf.put("rival", bundle -> bundle.name("rival"));
    shelf.put("two-new", bundle -> bundle.name("other").product("other").version("1.1.0"));

    Succession.Step step = look(both);

    assertThat(names(step)).containsExactlyInAnyOrder("german-credit 1.0.0", "other 1.1.0");
    assertThat(step.refusals()).singleElement().asString().contains("rival");
  }

  @Test
  void versions_that_are_the_same_in_other_words_may_not_differ() {
    shelf.put("one", bundle -> bundle.version("1.0"));
    shelf.put("two", bundle -> bundle.version("1.0.0"));

    assertThat(look(NONE).refusals()).singleElement().asString().contains("1.0", "1.0.0");
  }

  @Test
  void files_that_changed_under_the_same_version_are_refused() {
    shelf.put("one", bundle -> bundle);
    Bundles old = look(NONE).inForce();
    shelf.put(
        "one",
        bundle -> bundle.edit("bundle.yaml", "approveAtOrAbove: 467", "approveAtOrAbove: 470"));

    Succession.Step step = look(old);

    assertThat(step.inForce().all()).containsExactlyElementsOf(old.all());
    assertThat(step.refusals())
        .singleElement()
        .asString()
        .contains("german-credit 1.0.0", "files changed", old.all().getFirst().hash());
  }

  @Test
  void files_that_changed_while_the_service_was_away_are_refused_too() {
    shelf.put("one", bundle -> bundle);
    look(NONE);
    shelf.put(
        "one",
        bundle -> bundle.edit("bundle.yaml", "approveAtOrAbove: 467", "approveAtOrAbove: 470"));

    assertThat(look(NONE).inForce().all()).isEmpty();
  }

  @Test
  void a_developers_register_takes_what_changed() {
    shelf.put("one", bundle -> bundle);
    Bundles old = look(NONE).inForce();
    shelf.put(
        "one",
        bundle -> bundle.edit("bundle.yaml", "approveAtOrAbove: 467", "approveAtOrAbove: 470"));

    Succession.Step step =
        new Succession(BundleRegister.forgetful()).next(old, BundleShelf.read(directory), TODAY);

    assertThat(step.refusals()).isEmpty();
    assertThat(step.inForce().all().getFirst().cutoffs().approveAtOrAbove()).isEqualTo(470);
  }

  @Test
  void an_expired_one_does_not_come_into_force() {
    shelf.put("one", bundle -> bundle);
    LocalDate last = validUntil(look(NONE).inForce().all().getFirst());

    assertThat(succession.next(NONE, BundleShelf.read(directory), last).refusals()).isEmpty();
    assertThat(succession.next(NONE, BundleShelf.read(directory), last.plusDays(1)).refusals())
        .singleElement()
        .asString()
        .contains("expired on " + last);
  }

  @Test
  void an_old_version_may_be_expired_if_a_newer_one_decides() {
    shelf.put(
        "old",
        bundle -> bundle.version("0.9").edit("bundle.yaml", "validUntil: 20", "validUntil: 19"));
    shelf.put("new", bundle -> bundle);

    assertThat(look(NONE).refusals()).isEmpty();
  }

  @Test
  void a_version_that_is_taken_away_hands_back_to_the_one_before_it() {
    shelf.put("old", bundle -> bundle);
    shelf.put("new", bundle -> bundle.version("1.1.0"));
    Bundles both = look(NONE).inForce();
    shelf.remove("new");

    assertThat(names(look(both))).containsExactly("german-credit 1.0.0");
  }

  @Test
  void a_bundle_whose_directory_is_gone_decides_on_and_is_told() {
    shelf.put("one", bundle -> bundle);
    shelf.put("two", bundle -> bundle.name("other").product("other"));
    Bundles both = look(NONE).inForce();
    shelf.remove("two");

    Succession.Step step = look(both);

    assertThat(step.inForce().forProduct("other")).isPresent();
    assertThat(step.refusals()).singleElement().asString().contains("other 1.0.0", "gone");
  }

  @Test
  void what_did_not_change_is_not_exchanged() {
    shelf.put("one", bundle -> bundle);
    Bundles old = look(NONE).inForce();

    assertThat(look(old).inForce().all()).containsExactlyElementsOf(old.all());
    assertThat(register.asked()).isEqualTo(Map.of("german-credit:1.0.0", 1));
  }

  private Succession.Step look(Bundles inForce) {
    return succession.next(inForce, BundleShelf.read(directory), TODAY);
  }

  private static LocalDate validUntil(Bundle bundle) {
    return bundle.definition().terms().governance().validUntil();
  }

  private static List<String> names(Succession.Step step) {
    return step.inForce().all().stream().map(b -> b.name() + " " + b.version()).toList();
  }
}
