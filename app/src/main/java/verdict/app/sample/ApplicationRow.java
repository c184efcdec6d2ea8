package verdict.app.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import verdict.decision.AttributeType;
import verdict.decision.Bundle;
import verdict.decision.Bundles;

/**
 * A row of columns to the JSON body that the ingest service takes: {@code amount} in major units
 * becomes {@code amountMinor}, {@code term_months} becomes {@code termMonths}, every other column
 * an attribute of the type that the product's bundle declares. What is not a number where one
 * belongs stays text: it is the ingest service that refuses it.
 */
public final class ApplicationRow {

  private final ObjectMapper mapper = new ObjectMapper();
  private static final String PRODUCT_COLUMN = "product";

  private final Bundles bundles;
  private final String channel;

  /**
   * @param channel where the applications are said to come from
   */
  public ApplicationRow(Bundles bundles, String channel) {
    this.bundles = bundles;
    this.channel = channel;
  }

  /**
   * The body of a new application for the product that the column {@code product} names; without
   * that column, or where the one bundle declares an attribute of that name, for the one product
   * that is decided.
   */
  public ObjectNode body(String applicationId, Map<String, String> columns) {
    List<Bundle> all = bundles.all();
    Optional<Bundle> only = all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    String product = only.map(Bundle::product).orElse("");
    if (only.flatMap(bundle -> bundle.attributeType(PRODUCT_COLUMN)).isPresent()) {
      return body(product, applicationId, columns);
    }
    Map<String, String> others = new LinkedHashMap<>(columns);
    String named = others.remove(PRODUCT_COLUMN);
    return body(Objects.requireNonNullElse(named, product), applicationId, others);
  }

  /**
   * The body of a new application for a product; one that nobody decides has texts only, and no
   * currency.
   */
  public ObjectNode body(String product, String applicationId, Map<String, String> columns) {
    Optional<Bundle> bundle = bundles.forProduct(product);
    String currency = bundle.map(Bundle::currency).orElse("");
    ObjectNode body = mapper.createObjectNode();
    body.put("applicationId", applicationId);
    body.put("revision", 1);
    body.put("product", product);
    body.put("applicantRef", "ref-" + applicationId);
    body.put("currency", currency);
    body.put("channel", channel);
    ObjectNode attributes = mapper.createObjectNode();
    columns.forEach(
        (column, text) -> {
          switch (column) {
            case "application_id" -> {}
            case "amount" -> number(body, "amountMinor", Cell.amountMinor(currency, text), text);
            case "term_months" -> number(body, "termMonths", Cell.whole(text), text);
            default -> attributes.putPOJO(column, Cell.attribute(type(bundle, column), text));
          }
        });
    body.set("attributes", attributes);
    return body;
  }

  private static void number(ObjectNode body, String field, OptionalLong value, String text) {
    if (value.isPresent()) {
      body.put(field, value.getAsLong());
    } else {
      body.put(field, text);
    }
  }

  private static AttributeType type(Optional<Bundle> bundle, String attribute) {
    return bundle.flatMap(some -> some.attributeType(attribute)).orElse(AttributeType.STRING);
  }
}
