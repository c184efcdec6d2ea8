package verdict.decision;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import verdict.decision.BundleDefinition.Attribute;
import verdict.decision.BundleDefinition.BinShares;
import verdict.decision.BundleDefinition.Challenger;
import verdict.decision.BundleDefinition.Characteristic;
import verdict.decision.BundleDefinition.NumberBin;
import verdict.decision.BundleDefinition.Terms;
import verdict.decision.BundleDefinition.ValueBin;

/**
 * A bundle's content as one JSON document: what its hash is taken over. What the files leave out
 * has its default here, so that writing a default out changes nothing.
 */
final class CanonicalForm {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CanonicalForm() {}

  static ObjectNode of(BundleDefinition definition) {
    ObjectNode json = terms(definition.terms());
    ArrayNode policy = json.putArray("policy");
    for (BundleDefinition.Rule rule : definition.policy()) {
      ObjectNode item = policy.addObject();
      item.put("id", rule.id()).put("outcome", rule.outcome().name()).put("when", rule.when());
      item.put("reasonCode", rule.reasonCode()).put("reasonText", rule.reasonText());
      text(item, "description", rule.description());
    }
    json.set("scorecard", scorecard(definition.scorecard()));
    json.set("baseline", baseline(definition.baseline()));
    definition.challenger().ifPresent(some -> json.set("challenger", challenger(some)));
    return json;
  }

  private static ObjectNode terms(Terms terms) {
    ObjectNode json = JSON.objectNode();
    json.put("name", terms.name()).put("version", terms.version());
    json.put("product", terms.product()).put("currency", terms.currency());
    text(json, "description", terms.description());
    json.set("amountMinor", range(terms.amountMinor()));
    json.set("termMonths", range(terms.termMonths()));
    json.putObject("governance")
        .put("owner", terms.governance().owner())
        .put("purpose", terms.governance().purpose())
        .put("approvedBy", terms.governance().approvedBy())
        .put("validUntil", terms.governance().validUntil().toString())
        .put("trainingDataSha256", terms.governance().trainingDataSha256());
    ObjectNode attributes = json.putObject("attributes");
    terms.attributes().forEach(attribute -> attributes.set(attribute.name(), attribute(attribute)));
    json.putObject("cutoffs")
        .put("approveAtOrAbove", terms.cutoffs().approveAtOrAbove())
        .put("referAtOrAbove", terms.cutoffs().referAtOrAbove());
    return json.put("reasonBaseline", terms.reasonBaseline().name().toLowerCase(Locale.ROOT));
  }

  private static ObjectNode range(Range range) {
    return JSON.objectNode().put("min", range.min()).put("max", range.max());
  }

  private static ObjectNode attribute(Attribute attribute) {
    ObjectNode json =
        JSON.objectNode()
            .put("type", attribute.type().name().toLowerCase(Locale.ROOT))
            .put("required", attribute.required());
    attribute.values().ifPresent(values -> values.forEach(json.putArray("values")::add));
    attribute.min().ifPresent(min -> json.put("min", min));
    attribute.max().ifPresent(max -> json.put("max", max));
    text(json, "unit", attribute.unit());
    text(json, "description", attribute.description());
    return json;
  }

  private static ObjectNode scorecard(BundleDefinition.Scorecard scorecard) {
    ObjectNode json = JSON.objectNode().put("basePoints", scorecard.basePoints());
    json.putObject("scaling")
        .put("pdo", scorecard.pdo())
        .put("baseScore", scorecard.baseScore())
        .put("baseOdds", scorecard.baseOdds());
    ArrayNode characteristics = json.putArray("characteristics");
    scorecard.characteristics().forEach(item -> characteristics.add(characteristic(item)));
    return json;
  }

  private static ObjectNode characteristic(Characteristic characteristic) {
    ObjectNode json = JSON.objectNode().put("name", characteristic.name());
    json.put("reasonCode", characteristic.reasonCode());
    json.put("reasonText", characteristic.reasonText());
    json.put("baselinePoints", characteristic.baselinePoints());
    characteristic.cutoffPoints().ifPresent(points -> json.put("cutoffPoints", points));
    text(json, "description", characteristic.description());
    ArrayNode bins = json.putArray("bins");
    for (BundleDefinition.Bin bin : characteristic.bins()) {
      ObjectNode item = bins.addObject().put("points", bin.points());
      switch (bin) {
        case NumberBin number -> interval(item, number.interval());
        case ValueBin group -> values(item.putArray("values"), group.values());
      }
    }
    characteristic.missing().ifPresent(points -> json.putObject("missing").put("points", points));
    characteristic.other().ifPresent(points -> json.putObject("other").put("points", points));
    return json;
  }

  private static void interval(ObjectNode json, Interval interval) {
    interval.lower().ifPresent(edge -> json.put(interval.lowerIncluded() ? "from" : "above", edge));
    interval.upper().ifPresent(edge -> json.put(interval.upperIncluded() ? "upTo" : "below", edge));
  }

  private static void values(ArrayNode json, List<Object> values) {
    for (Object value : values) {
      if (value instanceof Boolean truth) {
        json.add((boolean) truth);
      } else {
        json.add(value.toString());
      }
    }
  }

  private static ObjectNode baseline(BundleDefinition.Baseline baseline) {
    ObjectNode json = JSON.objectNode();
    ObjectNode characteristics = json.putObject("characteristics");
    for (BinShares shares : baseline.characteristics()) {
      ObjectNode item = characteristics.putObject(shares.name());
      shares.bins().forEach(item.putArray("bins")::add);
      shares.missing().ifPresent(share -> item.put("missing", share));
      shares.other().ifPresent(share -> item.put("other", share));
    }
    ArrayNode scores = json.putArray("scores");
    for (BundleDefinition.ScoreShare score : baseline.scores()) {
      interval(scores.addObject().put("share", score.share()), score.interval());
    }
    return json;
  }

  private static ObjectNode challenger(Challenger challenger) {
    ObjectNode json = JSON.objectNode();
    ArrayNode features = json.putArray("features");
    for (BundleDefinition.Feature feature : challenger.features()) {
      ObjectNode item = features.addObject().put("name", feature.name());
      item.put("input", feature.input());
      item.put("divideBy", feature.divideBy().orElse(BigDecimal.ONE));
      feature.categories().ifPresent(some -> values(item.putArray("categories"), some));
    }
    return json.put("modelSha256", CanonicalHash.of(challenger.model()));
  }

  private static void text(ObjectNode json, String key, Optional<String> text) {
    text.ifPresent(found -> json.put(key, found));
  }
}
