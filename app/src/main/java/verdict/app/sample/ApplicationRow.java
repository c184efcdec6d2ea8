package verdict.app.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.OptionalLong;
import verdict.decision.AttributeType;
import verdict.decision.Bundle;

/**
 * A row of columns to the JSON body that the ingest service takes: {@code amount} in major units
 * becomes {@code amountMinor}, {@code term_months} becomes {@code termMonths}, every other column
 * an attribute of the type that the bundle declares. What is not a number where one belongs stays
 * text: it is the ingest service that refuses it.
 */
public final class ApplicationRow {

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
            case "amount" ->
                number(body, "amountMinor", Cell.amountMinor(bundle.currency(), text), text);
            case "term_months" -> number(body, "termMonths", Cell.whole(text), text);
            default -> attribute(attributes, column, text);
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

  private void attribute(ObjectNode attributes, String name, String text) {
    AttributeType type = bundle.attributeType(name).orElse(AttributeType.STRING);
    attributes.putPOJO(name, Cell.attribute(type, text));
  }
}
