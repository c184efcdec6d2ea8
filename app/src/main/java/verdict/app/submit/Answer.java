package verdict.app.submit;

/** What the ingest service said to one application. */
public sealed interface Answer {

  /** 202: Kafka has it; {@code coordinates} is its receipt, {@code topic-partition@offset}. */
  record Accepted(String applicationId, String coordinates) implements Answer {}

  /** 4xx: it will never be taken like this; {@code problem} is the problem document. */
  record Rejected(String applicationId, int status, String problem) implements Answer {}

  /** No answer that settles it within the patience; it may or may not be in Kafka. */
  record Unanswered(String applicationId, String reason) implements Answer {}
}
