package verdict.app.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import verdict.decision.AttributeType;
import verdict.decision.Bundle;

/**
 * A row of columns to the JSON body that the ingest service takes: {@code amount} in major units
 * becomes {@code amountMinor}, {@code term_months} becomes {@code termMonths}, every other column
 * an attribute of the type that the bundle declares. What is not a number where one belongs stays
 * text: it is the ingest service that refuses it.
 */
public final class ApplicationRow {

  private static final BigDecimal MINOR_UNITS = BigDecimal.valueOf(100);

  private final ObjectMapper mapper = new ObjectMapper();
  private final Bundle bundle;
  private final String channel;

  /**
   * @param channel where the applications are said to come from
   */
  public ApplicationRow(Bundle bundle, String channel) {
    this.bundle = bundle;
    this.channel = channel;
  }

  /** The body of a new application. */
  public ObjectNode body(String applicationId, Map<String, String> columns) {
    ObjectNode body = mapper.createObjectNode();
    body.put("applicationId", applicationId);
    body.put("revision", 1);
    body.put("product", bundle.product());
    body.put("applicantRef", "ref-" + applicationId);
    body.put("currency", bundle.currency());
    body.put("channel", channel);
    ObjectNode attributes = mapper.createObjectNode();
    columns.forEach(
        (column, text) -> {
          switch (column) {
            case "application_id" -> {}
            case "amount" -> number(body, "amountMinor", text, MINOR_UNITS);
            case "term_months" -> number(body, "termMonths", text, BigDecimal.ONE);
            default -> attribute(attributes, column, text);
          }
        });
    body.set("attributes", attributes);
    return body;
  }

  private static void number(ObjectNode body, String field, String text, BigDecimal factor) {
    try {
      body.put(field, new BigDecimal(text.strip()).multiply(factor).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      body.put(field, text);
    }
  }

  private void attribute(ObjectNode attributes, String name, String text) {
    if (text.isEmpty()) {
      attributes.putNull(name);
      return;
    }
    AttributeType type = bundle.attributeType(name).orElse(AttributeType.STRING);
    try {
      switch (type) {
        case LONG -> attributes.put(name, Long.parseLong(text.strip()));
        case DOUBLE -> attributes.put(name, Double.parseDouble(text.strip()));
        case BOOLEAN -> {
          if (text.equals("true") || text.equals("false")) {
            attributes.put(name, Boolean.parseBoolean(text));
          } else {
            attributes.put(name, text);
          }
        }
        case STRING -> attributes.put(name, text);
      }
    } catch (NumberFormatException e) {
      attributes.put(name, text);
    }
  }
}
