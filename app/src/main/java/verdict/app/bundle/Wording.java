package verdict.app.bundle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import verdict.decision.BundleDefinition.Attribute;
import verdict.decision.BundleDefinition.Bin;
import verdict.decision.BundleDefinition.Characteristic;
import verdict.decision.BundleDefinition.Rule;

/** How parts of a bundle are put into words. */
final class Wording {

  private Wording() {}

  /** One bin as a reader sees it, the ones for missing and other values included. */
  record LabelledPoints(String label, int points) {}

  static List<LabelledPoints> bins(Characteristic characteristic) {
    List<LabelledPoints> bins = new ArrayList<>();
    for (Bin bin : characteristic.bins()) {
      bins.add(new LabelledPoints(bin.label(), bin.points()));
    }
    characteristic.missing().ifPresent(points -> bins.add(new LabelledPoints("missing", points)));
    characteristic.other().ifPresent(points -> bins.add(new LabelledPoints("other", points)));
    return bins;
  }

  static String type(Attribute attribute) {
    return attribute.type().name().toLowerCase(Locale.ROOT)
        + attribute.unit().map(unit -> ", " + unit).orElse("");
  }

  static String allowed(Attribute attribute) {
    if (attribute.values().isPresent()) {
      return String.join(", ", attribute.values().get());
    }
    String least = plain(attribute.min()).map(min -> "from " + min).orElse("");
    String most = plain(attribute.max()).map(max -> "up to " + max).orElse("");
    String range = (least + " " + most).strip();
    return range.isEmpty() ? "any" : range;
  }

  static Optional<String> plain(Optional<BigDecimal> number) {
    return number.map(BigDecimal::toPlainString);
  }

  static String rule(Rule rule) {
    return "%s when %s (%s %s)"
        .formatted(rule.outcome(), rule.when(), rule.reasonCode(), rule.reasonText());
  }
}
