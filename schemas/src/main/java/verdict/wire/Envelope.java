package verdict.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The rules that every application's envelope keeps, whatever its product. The ingest service
 * refuses what breaks them (HTTP 422); for foreign producers the scoring service makes a letter
 * (INVALID_FIELD). Pure.
 */
public final class Envelope {

  /** Ids of applications. */
  public static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Largest amount: ten trillion major units in a currency with two decimals. */
  public static final long AMOUNT_MINOR_BOUND = 1_000_000_000_000_000L;

  /** Longest term, in months: a hundred years. */
  public static final int TERM_MONTHS_BOUND = 1_200;

  /** Most attributes of one application. */
  public static final int ATTRIBUTES_BOUND = 256;

  /** Longest text value of an attribute, in UTF-16 units. */
  public static final int TEXT_BOUND = 1_024;

  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9._-]{1,32}");
  private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private Envelope() {}

  /**
   * Everything that is wrong with the application's envelope, in the schema's order; empty if
   * nothing is.
   */
  public static List<FieldProblem> problems(LoanApplication application) {
    List<FieldProblem> problems = new ArrayList<>();
    matches(problems, "applicationId", application.getApplicationId(), ID);
    if (application.getRevision() < 1) {
      problems.add(new FieldProblem("revision", "must be 1 or more"));
    }
    matches(problems, "product", application.getProduct(), ID);
    matches(problems, "applicantRef", application.getApplicantRef(), ID);
    range(problems, "amountMinor", application.getAmountMinor(), AMOUNT_MINOR_BOUND);
    matches(problems, "currency", application.getCurrency(), CURRENCY);
    range(problems, "termMonths", application.getTermMonths(), TERM_MONTHS_BOUND);
    instant(problems, "submittedAt", application.getSubmittedAt());
    instant(problems, "receivedAt", application.getReceivedAt());
    matches(problems, "channel", application.getChannel(), CHANNEL);
    attributes(problems, application.getAttributes());
    return List.copyOf(problems);
  }

  private static void matches(
      List<FieldProblem> problems, String field, String value, Pattern pattern) {
    if (!pattern.matcher(value).matches()) {
      problems.add(new FieldProblem(field, "must match " + pattern.pattern()));
    }
  }

  private static void range(List<FieldProblem> problems, String field, long value, long bound) {
    if (value < 1 || value > bound) {
      problems.add(new FieldProblem(field, "must be from 1 to " + bound));
    }
  }

  private static void instant(List<FieldProblem> problems, String field, Instant value) {
    if (value.isBefore(EARLIEST) || value.isAfter(LATEST)) {
      problems.add(new FieldProblem(field, "must be from " + EARLIEST + " to " + LATEST));
    }
  }

  private static void attributes(List<FieldProblem> problems, Map<String, Object> attributes) {
    if (attributes.size() > ATTRIBUTES_BOUND) {
      problems.add(new FieldProblem("attributes", "must be at most " + ATTRIBUTES_BOUND));
      return;
    }
    int misnamed = 0;
    for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
      if (!ATTRIBUTE.matcher(attribute.getKey()).matches()) {
        misnamed++;
      } else if (attribute.getValue() instanceof String text && text.length() > TEXT_BOUND) {
        problems.add(
            new FieldProblem(
                "attributes." + attribute.getKey(),
                "must have at most " + TEXT_BOUND + " characters"));
      } else if (attribute.getValue() instanceof Double number && !Double.isFinite(number)) {
        problems.add(
            new FieldProblem("attributes." + attribute.getKey(), "must be a finite number"));
      }
    }
    if (misnamed > 0) {
      // A name that breaks the pattern may hold anything, so it is counted, not quoted.
      problems.add(
          new FieldProblem("attributes", misnamed + " name(s) must match " + ATTRIBUTE.pattern()));
    }
  }
}
