package verdict.decision;

import java.time.Instant;
import java.util.List;

/** What a bundle asks of an application's envelope. */
record Envelope(String product, String currency, Range amountMinor, Range termMonths) {
  private static final int MAX_ID_LENGTH = 64;

  /** CEL's timestamps, and RFC 3339's, end here. */
  private static final Instant FIRST_INSTANT = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST_INSTANT = Instant.parse("9999-12-31T23:59:59.999999999Z");

  List<Refused> check(Application application) {
    List<Refused> problems = List.of();
    if (!application.product().equals(product)) {
      problems =
          Inputs.with(
              problems,
              new Refused(
                  Refusal.UNKNOWN_PRODUCT, "product", "the bundle serves " + product + " only"));
    }
    if (!isId(application.applicationId())) {
      problems = invalid(problems, "applicationId", "must match [A-Za-z0-9._-]{1,64}");
    }
    if (application.revision() < 1) {
      problems = invalid(problems, "revision", "must be 1 or higher");
    }
    if (!application.currency().equals(currency)) {
      problems = invalid(problems, "currency", "must be " + currency);
    }
    if (!amountMinor.contains(application.amountMinor())) {
      problems = outside(problems, Inputs.AMOUNT_MINOR, amountMinor);
    }
    if (!termMonths.contains(application.termMonths())) {
      problems = outside(problems, Inputs.TERM_MONTHS, termMonths);
    }
    Instant submittedAt = application.submittedAt();
    if (submittedAt.isBefore(FIRST_INSTANT) || submittedAt.isAfter(LAST_INSTANT)) {
      problems = invalid(problems, Inputs.SUBMITTED_AT, "must lie in the years 1 to 9999");
    }
    return problems;
  }

  private static List<Refused> outside(List<Refused> problems, String field, Range range) {
    return invalid(problems, field, "must be from " + range.min() + " to " + range.max());
  }

  private static List<Refused> invalid(List<Refused> problems, String field, String message) {
    return Inputs.with(problems, new Refused(Refusal.INVALID_FIELD, field, field + " " + message));
  }

  private static boolean isId(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '.'
              || c == '_'
              || c == '-';
      if (!allowed) {
        return false;
      }
    }
    return !id.isEmpty() && id.length() <= MAX_ID_LENGTH;
  }
}
