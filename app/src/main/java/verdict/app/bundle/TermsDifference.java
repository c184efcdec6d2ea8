package verdict.app.bundle;

import java.util.ArrayList;
import java.util.List;
import verdict.decision.BundleDefinition.Attribute;
import verdict.decision.BundleDefinition.Governance;
import verdict.decision.BundleDefinition.Terms;

/** What changed in what two bundles are and read. */
final class TermsDifference {
  private final Changes changes;

  TermsDifference(Changes changes) {
    this.changes = changes;
  }

  void compare(Terms before, Terms after) {
    changes.compare("name", "", before.name(), after.name());
    changes.compare("version", "", before.version(), after.version());
    changes.compare("product", "", before.product(), after.product());
    changes.compare("currency", "", before.currency(), after.currency());
    changes.compare("description", "", before.description(), after.description());
    Governance old = before.governance();
    Governance young = after.governance();
    changes.compare("owner", "", old.owner(), young.owner());
    changes.compare("purpose", "", old.purpose(), young.purpose());
    changes.compare("approved by", "", old.approvedBy(), young.approvedBy());
    changes.compare("valid until", "", old.validUntil(), young.validUntil());
    changes.compare("training data", "", old.trainingDataSha256(), young.trainingDataSha256());
    changes.compare("smallest amount", "", before.amountMinor().min(), after.amountMinor().min());
    changes.compare("largest amount", "", before.amountMinor().max(), after.amountMinor().max());
    changes.compare("shortest term", "", before.termMonths().min(), after.termMonths().min());
    changes.compare("longest term", "", before.termMonths().max(), after.termMonths().max());
    changes.compare(
        "approve at or above",
        "",
        before.cutoffs().approveAtOrAbove(),
        after.cutoffs().approveAtOrAbove());
    changes.compare(
        "refer at or above",
        "",
        before.cutoffs().referAtOrAbove(),
        after.cutoffs().referAtOrAbove());
    changes.compare("baseline of reasons", "", before.reasonBaseline(), after.reasonBaseline());
    changes.pair(
        "attribute",
        before.attributes(),
        after.attributes(),
        Attribute::name,
        attribute -> Wording.type(attribute) + ", " + Wording.allowed(attribute),
        this::attribute);
  }

  private void attribute(Attribute before, Attribute after) {
    String subject = "attribute " + before.name();
    changes.compare(subject, "type", before.type(), after.type());
    changes.compare(subject, "required", before.required(), after.required());
    List<String> old = before.values().orElse(List.of());
    List<String> young = after.values().orElse(List.of());
    if (before.values().isPresent() != after.values().isPresent()) {
      changes.compare(subject, "allowed", Wording.allowed(before), Wording.allowed(after));
    } else {
      minus(young, old).forEach(value -> changes.add(subject, "value " + value + " added"));
      minus(old, young).forEach(value -> changes.add(subject, "value " + value + " removed"));
    }
    changes.compare(subject, "min", before.min(), after.min());
    changes.compare(subject, "max", before.max(), after.max());
    changes.compare(subject, "unit", before.unit(), after.unit());
    changes.compare(subject, "description", before.description(), after.description());
  }

  private static List<String> minus(List<String> some, List<String> others) {
    List<String> rest = new ArrayList<>(some);
    rest.removeAll(others);
    return rest;
  }
}
