package verdict.decision;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One loan application as the decision sees it; Avro, JSON and CSV become it at the edges.
 *
 * <p>The record takes any content: what is wrong with it is {@link Bundle#decide}'s answer, not an
 * exception. Only a missing envelope field cannot be expressed; the edges refuse it.
 *
 * @param applicationId the lender's id, {@code [A-Za-z0-9._-]{1,64}}
 * @param revision 1 for the first submission, higher for each correction
 * @param product chooses the bundle
 * @param amountMinor amount requested, in minor units of the currency
 * @param currency ISO 4217 code
 * @param termMonths length of the loan in months
 * @param submittedAt when the applicant submitted; the only clock of a decision
 * @param attributes what the bundle declares about the application, by name: null, Boolean, Long,
 *     Double or String. Absent and null both mean missing; names that the bundle does not declare
 *     are ignored. Copied, unmodifiable
 */
public record Application(
    String applicationId,
    int revision,
    String product,
    long amountMinor,
    String currency,
    int termMonths,
    Instant submittedAt,
    Map<String, @Nullable Object> attributes) {

  public Application {
    Objects.requireNonNull(applicationId, "applicationId");
    Objects.requireNonNull(product, "product");
    Objects.requireNonNull(currency, "currency");
    Objects.requireNonNull(submittedAt, "submittedAt");
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** The coordinates without the applicant's data: a record's own text would put it into logs. */
  @Override
  public String toString() {
    return "Application[" + applicationId + ", revision " + revision + "]";
  }
}
