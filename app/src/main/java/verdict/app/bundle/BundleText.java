package verdict.app.bundle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import verdict.app.bundle.TextTable.Side;
import verdict.decision.Bundle;
import verdict.decision.BundleDefinition;
import verdict.decision.BundleDefinition.Attribute;
import verdict.decision.BundleDefinition.Characteristic;
import verdict.decision.BundleDefinition.Governance;
import verdict.decision.BundleDefinition.Rule;
import verdict.decision.BundleDefinition.Scorecard;
import verdict.decision.BundleDefinition.Terms;
import verdict.decision.ReasonBaseline;

/** A whole bundle on a screen: what it is, its rules, its scorecard as a table, its cut-offs. */
public final class BundleText {
  private final Bundle bundle;
  private final BundleDefinition definition;
  private final List<String> lines = new ArrayList<>();

  private BundleText(Bundle bundle) {
    this.bundle = bundle;
    this.definition = bundle.definition();
  }

  /** One line for what passed a check: name, version, hash. */
  public static String summary(Bundle bundle) {
    return bundle.name() + " " + bundle.version() + " " + bundle.hash();
  }

  /** The bundle for a reader. */
  public static List<String> lines(Bundle bundle) {
    BundleText text = new BundleText(bundle);
    text.head();
    text.attributes();
    text.policy();
    text.scorecard();
    text.foot();
    return text.lines;
  }

  private void head() {
    Terms terms = definition.terms();
    Governance governance = terms.governance();
    lines.add(terms.name() + " " + terms.version());
    terms.description().ifPresent(lines::add);
    TextTable table = new TextTable(Side.LEFT, Side.LEFT);
    table.row("sha256", bundle.hash());
    table.row("product", terms.product() + ", in " + terms.currency());
    table.row(
        "amount", terms.amountMinor().min() + " to " + terms.amountMinor().max() + " minor units");
    table.row("term", terms.termMonths().min() + " to " + terms.termMonths().max() + " months");
    table.row("owner", governance.owner());
    table.row("purpose", governance.purpose());
    table.row("approved by", governance.approvedBy());
    table.row("valid until", governance.validUntil().toString());
    table.row("training data", "sha256 " + governance.trainingDataSha256());
    lines.addAll(table.lines());
  }

  private void attributes() {
    TextTable table = new TextTable(Side.LEFT, Side.LEFT, Side.LEFT, Side.LEFT);
    table.row("attribute", "type", "required", "allowed");
    for (Attribute attribute : definition.terms().attributes()) {
      table.row(
          attribute.name(),
          Wording.type(attribute),
          attribute.required() ? "yes" : "no",
          Wording.allowed(attribute));
    }
    part(table);
  }

  private void policy() {
    TextTable table = new TextTable(Side.LEFT, Side.LEFT, Side.LEFT, Side.LEFT);
    table.row("rule", "outcome", "reason", "when");
    for (Rule rule : definition.policy()) {
      table.row(
          rule.id(),
          rule.outcome().name(),
          rule.reasonCode() + " " + rule.reasonText(),
          rule.when().replaceAll("\\s+", " "));
    }
    part(table);
  }

  private void scorecard() {
    TextTable table = new TextTable(Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT, Side.LEFT);
    table.row("characteristic", "bin", "points", "baseline", "reason");
    for (Characteristic characteristic : definition.scorecard().characteristics()) {
      String name = characteristic.name();
      String baseline = baseline(characteristic).toPlainString();
      String reason = characteristic.reasonCode() + " " + characteristic.reasonText();
      for (Wording.LabelledPoints bin : Wording.bins(characteristic)) {
        table.row(name, bin.label(), String.valueOf(bin.points()), baseline, reason);
        name = "";
        baseline = "";
        reason = "";
      }
    }
    part(table);
  }

  private BigDecimal baseline(Characteristic characteristic) {
    return definition.terms().reasonBaseline() == ReasonBaseline.CUTOFF
        ? characteristic.cutoffPoints().orElse(characteristic.baselinePoints())
        : characteristic.baselinePoints();
  }

  private void foot() {
    Scorecard scorecard = definition.scorecard();
    lines.add("");
    lines.add("score: " + scorecard.basePoints() + " base points + the points of each bin");
    lines.add(
        "odds: %s to 1 at a score of %d, doubling every %s points"
            .formatted(
                scorecard.baseOdds().toPlainString(),
                scorecard.baseScore(),
                scorecard.pdo().toPlainString()));
    lines.add(
        "cut-offs: approve from %d, refer from %d, decline below"
            .formatted(bundle.cutoffs().approveAtOrAbove(), bundle.cutoffs().referAtOrAbove()));
    lines.add(
        switch (definition.terms().reasonBaseline()) {
          case POPULATION -> "reasons: points below the development sample's mean";
          case CUTOFF -> "reasons: points below the mean of those who scored at the cut-off";
        });
    lines.add(
        definition
            .challenger()
            .map(
                challenger ->
                    "challenger: LightGBM, %d features".formatted(challenger.features().size()))
            .orElse("challenger: none"));
  }

  private void part(TextTable table) {
    lines.add("");
    lines.addAll(table.lines());
  }
}
