package verdict.ingest.lookup;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Where the newest revision of an application stands; written as JSON as it is. Times are ISO-8601,
 * UTC.
 *
 * @param status RECEIVED, SCORED or DEAD_LETTERED
 * @param decision APPROVE, REFER or DECLINE, once scored
 * @param decisionSource POLICY or SCORE, once scored
 * @param score points, once scored
 * @param pd probability of default from 0 to 1, once scored
 * @param reasons an array of {@code {rank, code, text}}, once scored
 * @param letter why it was dead-lettered, if it was
 */
@JsonPropertyOrder({
  "applicationId",
  "revision",
  "status",
  "decision",
  "decisionSource",
  "score",
  "pd",
  "reasons",
  "letter",
  "receivedAt",
  "decidedAt"
})
public record ApplicationStatus(
    String applicationId,
    int revision,
    String status,
    @Nullable String decision,
    @Nullable String decisionSource,
    @Nullable Integer score,
    @Nullable Double pd,
    @Nullable JsonNode reasons,
    @Nullable LetterRef letter,
    @Nullable String receivedAt,
    @Nullable String decidedAt) {

  /** The letter that an application became. */
  public record LetterRef(String id, @Nullable String code, @Nullable String message) {}
}
