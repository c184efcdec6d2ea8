package verdict.app.sample;

import org.jspecify.annotations.Nullable;
import verdict.wire.ErrorCode;

/** One application on its way in. */
public sealed interface Submission {

  /** For the ingest service. {@code applicationId} is empty where the body names none. */
  record OverHttp(String applicationId, String body) implements Submission {}

  /**
   * Straight to Kafka, as a foreign producer would.
   *
   * @param expected the letter that it becomes
   */
  // Arrays, because they are a record's bytes; nobody compares two of these.
  @SuppressWarnings("ArrayRecordComponent")
  record ToKafka(byte @Nullable [] key, byte @Nullable [] value, ErrorCode expected)
      implements Submission {}
}
