package verdict.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import verdict.kit.AdminCommand;
import verdict.kit.ConfigurationException;
import verdict.scoring.engine.Engine;
import verdict.scoring.engine.Resumption;
import verdict.wire.Topic;

/**
 * {@code POST /resume}: tries again after a flood of letters. The body is an object; empty, or with
 * what is wanted as letters: {@code {"accept":"v1:…","until":{"loan.applications-0":1200}}}.
 */
final class ResumeCommand implements AdminCommand {

  /** Where the admin server takes it. */
  static final String PATH = "/resume";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Pattern FINGERPRINT = Pattern.compile("v1:[0-9a-f]{16}");
  private static final Pattern PARTITION = Pattern.compile("(.+)-(\\d{1,9})");

  private final Engine engine;

  ResumeCommand(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void run(String json) {
    if (!engine.resume(parse(json))) {
      throw new IllegalStateException("other requests to resume are still waiting: try again");
    }
  }

  static Resumption parse(String json) {
    List<String> problems = new ArrayList<>();
    JsonNode body = read(json, problems);
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals("accept") && !name.equals("until")) {
                problems.add("unknown key '" + name + "': there are 'accept' and 'until'");
              }
            });
    if (body.has("accept") != body.has("until")) {
      problems.add("'accept' and 'until' go together: which letters, and how far");
    }
    String fingerprint = body.path("accept").asText();
    if (body.has("accept") && !FINGERPRINT.matcher(fingerprint).matches()) {
      problems.add("'accept' must be a fingerprint, v1: and 16 hexadecimal digits");
    }
    Map<TopicPartition, Long> until = new HashMap<>();
    body.path("until")
        .properties()
        .forEach(entry -> offset(entry.getKey(), entry.getValue(), until, problems));
    if (body.has("until") && (!body.path("until").isObject() || body.path("until").isEmpty())) {
      problems.add(
          "'until' must be an object that names at least one partition, such as loan.applications-0");
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new Resumption(
        body.has("accept")
            ? Optional.of(new Resumption.Accepted(fingerprint, until))
            : Optional.empty());
  }

  private static JsonNode read(String json, List<String> problems) {
    try {
      JsonNode body = JSON.readTree(json.isBlank() ? "{}" : json);
      if (body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException e) {
      // Told below: its message would quote the body.
    }
    problems.add("the body must be a JSON object");
    return JSON.createObjectNode();
  }

  private static void offset(
      String name, JsonNode offset, Map<TopicPartition, Long> until, List<String> problems) {
    Matcher matcher = PARTITION.matcher(name);
    boolean known =
        matcher.matches()
            && Topic.INPUTS.stream().anyMatch(input -> input.topicName().equals(matcher.group(1)));
    if (!known) {
      problems.add("'" + name + "' is no partition of an input, such as loan.applications-0");
    } else if (!offset.isIntegralNumber() || !offset.canConvertToLong() || offset.asLong() < 0) {
      problems.add("the offset of '" + name + "' must be a whole number of 0 or more");
    } else {
      until.put(
          new TopicPartition(matcher.group(1), Integer.parseInt(matcher.group(2))),
          offset.asLong());
    }
  }
}
