package verdict.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A health report as JSON: {@code
 * {"status":"DOWN","service":…,"version":…,"checks":{"kafka":{"status":"DOWN",
 * "reason":…}},"details":{…}}}; empty parts are left out.
 */
final class HealthDocument {
  private HealthDocument() {}

  static ObjectNode of(Health.Report report, ObjectMapper mapper) {
    ObjectNode document = mapper.createObjectNode();
    document.put("status", status(report.up()));
    document.put("service", report.service());
    document.put("version", BuildInfo.version());
    if (!report.checks().isEmpty()) {
      ObjectNode checks = document.putObject("checks");
      report.checks().forEach((name, answer) -> write(checks.putObject(name), answer));
    }
    if (!report.details().isEmpty()) {
      ObjectNode details = document.putObject("details");
      report.details().forEach((name, value) -> details.set(name, node(value, mapper)));
    }
    return document;
  }

  private static void write(ObjectNode check, Readiness answer) {
    switch (answer) {
      case Readiness.Ready() -> check.put("status", status(true));
      case Readiness.NotReady(String reason) ->
          check.put("status", status(false)).put("reason", reason);
    }
  }

  private static String status(boolean up) {
    return up ? "UP" : "DOWN";
  }

  // One detail that Jackson cannot write, such as a Duration, must not take the page with it.
  private static JsonNode node(Object value, ObjectMapper mapper) {
    try {
      return mapper.valueToTree(value);
    } catch (IllegalArgumentException unwritable) {
      return mapper.getNodeFactory().textNode(TextLines.text(value));
    }
  }
}
