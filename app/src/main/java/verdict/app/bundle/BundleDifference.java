package verdict.app.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import verdict.decision.BundleDefinition;
import verdict.decision.BundleDefinition.Baseline;
import verdict.decision.BundleDefinition.BinShares;
import verdict.decision.BundleDefinition.Challenger;
import verdict.decision.BundleDefinition.Characteristic;
import verdict.decision.BundleDefinition.Feature;
import verdict.decision.BundleDefinition.Rule;
import verdict.decision.BundleDefinition.Scorecard;

/** What changed from one bundle to another, in a reader's words. */
public final class BundleDifference {
  private final Changes changes = new Changes();

  private BundleDifference() {}

  /** Every change; none for bundles of equal hash. */
  public static List<Change> between(BundleDefinition before, BundleDefinition after) {
    BundleDifference difference = new BundleDifference();
    new TermsDifference(difference.changes).compare(before.terms(), after.terms());
    difference.policy(before.policy(), after.policy());
    difference.scorecard(before.scorecard(), after.scorecard());
    difference.baseline(before.baseline(), after.baseline());
    difference.challenger(before.challenger(), after.challenger());
    return difference.changes.found();
  }

  private void policy(List<Rule> before, List<Rule> after) {
    changes.pair("rule", before, after, Rule::id, Wording::rule, this::rule);
    changes.order(
        "policy", before.stream().map(Rule::id).toList(), after.stream().map(Rule::id).toList());
  }

  private void rule(Rule before, Rule after) {
    String subject = "rule " + before.id();
    changes.compare(subject, "outcome", before.outcome(), after.outcome());
    changes.compare(subject, "when", before.when(), after.when());
    changes.compare(subject, "reason code", before.reasonCode(), after.reasonCode());
    changes.compare(subject, "reason text", before.reasonText(), after.reasonText());
    changes.compare(subject, "description", before.description(), after.description());
  }

  private void scorecard(Scorecard before, Scorecard after) {
    changes.compare("base points", "", before.basePoints(), after.basePoints());
    changes.compare("points that double the odds", "", before.pdo(), after.pdo());
    changes.compare("base score", "", before.baseScore(), after.baseScore());
    changes.compare("base odds", "", before.baseOdds(), after.baseOdds());
    changes.pair(
        "characteristic",
        before.characteristics(),
        after.characteristics(),
        Characteristic::name,
        characteristic -> characteristic.reasonCode() + ", " + bins(characteristic),
        this::characteristic);
    changes.order(
        "characteristics",
        before.characteristics().stream().map(Characteristic::name).toList(),
        after.characteristics().stream().map(Characteristic::name).toList());
  }

  private void characteristic(Characteristic before, Characteristic after) {
    String name = before.name();
    changes.compare(name, "reason code", before.reasonCode(), after.reasonCode());
    changes.compare(name, "reason text", before.reasonText(), after.reasonText());
    changes.compare(name, "baseline points", before.baselinePoints(), after.baselinePoints());
    changes.compare(name, "cut-off points", before.cutoffPoints(), after.cutoffPoints());
    changes.compare(name, "description", before.description(), after.description());
    changes.pair(
        name + ", bin",
        Wording.bins(before),
        Wording.bins(after),
        Wording.LabelledPoints::label,
        bin -> bin.points() + " points",
        (old, young) ->
            changes.compare(name + ", bin " + old.label(), "points", old.points(), young.points()));
    changes.order(
        name + ", bins",
        before.bins().stream().map(BundleDefinition.Bin::label).toList(),
        after.bins().stream().map(BundleDefinition.Bin::label).toList());
  }

  private static String bins(Characteristic characteristic) {
    return String.join(
        ", ",
        Wording.bins(characteristic).stream()
            .map(bin -> bin.label() + " " + bin.points())
            .toList());
  }

  private void baseline(Baseline before, Baseline after) {
    changes.pair(
        "baseline of",
        before.characteristics(),
        after.characteristics(),
        BinShares::name,
        BundleDifference::shares,
        (old, young) ->
            changes.compare("baseline of " + old.name(), "shares", shares(old), shares(young)));
    changes.pair(
        "baseline of the scores",
        before.scores(),
        after.scores(),
        score -> score.interval().toString(),
        score -> Changes.text(score.share()),
        (old, young) ->
            changes.compare(
                "baseline of the scores " + old.interval(), "", old.share(), young.share()));
  }

  private static String shares(BinShares shares) {
    List<String> all = new ArrayList<>();
    shares.bins().forEach(share -> all.add(Changes.text(share)));
    shares.missing().ifPresent(share -> all.add("missing " + Changes.text(share)));
    shares.other().ifPresent(share -> all.add("other " + Changes.text(share)));
    return String.join(" ", all);
  }

  private void challenger(Optional<Challenger> before, Optional<Challenger> after) {
    changes.compare("challenger", "", presence(before), presence(after));
    if (before.isEmpty() || after.isEmpty()) {
      return;
    }
    if (!before.get().model().equals(after.get().model())) {
      changes.add("challenger", "another model");
    }
    List<Feature> old = before.get().features();
    List<Feature> young = after.get().features();
    changes.pair("feature", old, young, Feature::name, Feature::input, this::feature);
    changes.order(
        "features",
        old.stream().map(Feature::name).toList(),
        young.stream().map(Feature::name).toList());
  }

  private static String presence(Optional<Challenger> challenger) {
    return challenger.isPresent() ? "there" : "none";
  }

  private void feature(Feature before, Feature after) {
    String subject = "feature " + before.name();
    changes.compare(subject, "input", before.input(), after.input());
    changes.compare(subject, "divided by", before.divideBy(), after.divideBy());
    changes.compare(subject, "categories", before.categories(), after.categories());
  }
}
