package verdict.scoring.engine;

import java.util.Optional;
import org.apache.kafka.common.Uuid;

/**
 * What is written beside a committed offset: the id of the topic that it counts in. After a topic
 * was deleted and made again, the old offset means other records.
 */
record OffsetNote(Uuid topicId) {

  private static final String PREFIX = "v1 topic=";

  /** As commit metadata. */
  String text() {
    return PREFIX + topicId;
  }

  /** Reads commit metadata; empty if it is not ours, as after an operator's reset. */
  static Optional<OffsetNote> parse(String metadata) {
    if (!metadata.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new OffsetNote(Uuid.fromString(metadata.substring(PREFIX.length()))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
