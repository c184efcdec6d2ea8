package verdict.ingest.parse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import verdict.wire.Envelope;
import verdict.wire.FieldProblem;
import verdict.wire.LoanApplication;

/**
 * An application while it is being read: what was there so far, and every problem so far. For one
 * body and one thread.
 *
 * <p>Fields start with placeholders that keep every rule of the envelope, so that the envelope can
 * be checked even if some are missing or mistyped: what it finds is then the body's own.
 */
final class ApplicationDraft {

  /** Names that may be told back: any other could hold anything, so it is counted, not quoted. */
  private static final Pattern TELLABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

  private static final String PLACEHOLDER_ID = "missing";
  private static final Map<String, Integer> POSITIONS =
      LoanApplication.getClassSchema().getFields().stream()
          .collect(Collectors.toUnmodifiableMap(Schema.Field::name, Schema.Field::pos));
  private static final List<String> REQUIRED =
      List.of("applicationId", "product", "applicantRef", "amountMinor", "currency", "termMonths");

  private final Map<String, Object> attributes = new HashMap<>();
  private final LoanApplication.Builder application;
  private final Set<String> seen = new HashSet<>();
  private final List<FieldProblem> problems = new ArrayList<>();
  private int unknownNames;

  ApplicationDraft(Instant now) {
    Instant received = now.truncatedTo(ChronoUnit.MILLIS);
    this.application =
        LoanApplication.newBuilder()
            .setApplicationId(PLACEHOLDER_ID)
            .setRevision(1)
            .setProduct(PLACEHOLDER_ID)
            .setApplicantRef(PLACEHOLDER_ID)
            .setAmountMinor(1)
            .setCurrency("XXX")
            .setTermMonths(1)
            .setSubmittedAt(received)
            .setReceivedAt(received)
            .setChannel("http")
            .setAttributes(attributes);
  }

  /** Takes one top-level field; the parser stands on its value. */
  void read(String name, JsonParser parser) throws IOException {
    if (!POSITIONS.containsKey(name)) {
      unknown(name);
      parser.skipChildren();
      return;
    }
    if (!seen.add(name)) {
      problem(name, "is there more than once");
      parser.skipChildren();
      return;
    }
    JsonFieldValue value = new JsonFieldValue(name, parser, problems);
    switch (name) {
      case "applicationId" -> value.text().ifPresent(application::setApplicationId);
      case "revision" -> value.int32().ifPresent(application::setRevision);
      case "product" -> value.text().ifPresent(application::setProduct);
      case "applicantRef" -> value.text().ifPresent(application::setApplicantRef);
      case "amountMinor" -> value.int64().ifPresent(application::setAmountMinor);
      case "currency" -> value.text().ifPresent(application::setCurrency);
      case "termMonths" -> value.int32().ifPresent(application::setTermMonths);
      case "submittedAt" -> value.instant().ifPresent(application::setSubmittedAt);
      case "channel" -> value.text().ifPresent(application::setChannel);
      case "attributes" -> readAttributes(parser);
      default -> {
        // receivedAt, or a field that the schema gained and this class does not know yet.
        problem(name, "is set by the server: leave it out");
        parser.skipChildren();
      }
    }
  }

  private void readAttributes(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      problem("attributes", "must be an object");
      parser.skipChildren();
      return;
    }
    Set<String> names = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      String field = TELLABLE.matcher(name).matches() ? "attributes." + name : "attributes";
      if (!names.add(name)) {
        problem(field, "is there more than once");
        parser.skipChildren();
      } else {
        new JsonFieldValue(field, parser, problems).attribute(value -> attributes.put(name, value));
      }
    }
  }

  private void unknown(String name) {
    if (!TELLABLE.matcher(name).matches()) {
      unknownNames++;
    } else if (seen.add(name)) {
      problem(name, "is not a field of an application");
    } else {
      problem(name, "is there more than once");
    }
  }

  /** The application, or everything that is wrong with it. */
  ParsedApplication finish() {
    REQUIRED.stream()
        .filter(name -> !seen.contains(name))
        .forEach(name -> problem(name, "is missing"));
    LoanApplication built = application.build();
    problems.addAll(Envelope.problems(built));
    if (unknownNames > 0) {
      problem("", unknownNames + " name(s) are not fields of an application");
    }
    if (problems.isEmpty()) {
      return new ParsedApplication.Valid(built);
    }
    problems.sort(Comparator.comparingInt(ApplicationDraft::position));
    return new ParsedApplication.Invalid(problems);
  }

  private void problem(String field, String message) {
    problems.add(new FieldProblem(field, message));
  }

  private static int position(FieldProblem problem) {
    int dot = problem.field().indexOf('.');
    String topLevel = dot < 0 ? problem.field() : problem.field().substring(0, dot);
    return POSITIONS.getOrDefault(topLevel, POSITIONS.size());
  }
}
