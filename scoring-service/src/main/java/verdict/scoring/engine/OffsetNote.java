package verdict.scoring.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * What is written beside a committed offset.
 *
 * @param topicId the topic that the offset counts in: after it was deleted and made again, the old
 *     offset means other records
 * @param begun how many processes began here and have not got past it; 0 after progress
 * @param alone how many of them had nothing but the next record in hand
 */
record OffsetNote(Uuid topicId, int begun, int alone) {

  private static final Pattern TEXT =
      Pattern.compile("v1 topic=(\\S{1,22})(?: begun=(\\d{1,9}) alone=(\\d{1,9}))?");

  /** After progress. */
  static OffsetNote of(Uuid topicId) {
    return new OffsetNote(topicId, 0, 0);
  }

  /** One more process begins here. */
  OffsetNote begunAgain() {
    return new OffsetNote(topicId, begun + 1, alone);
  }

  /** One more process begins here, with nothing but the next record in hand. */
  OffsetNote triedAlone() {
    return new OffsetNote(topicId, begun + 1, alone + 1);
  }

  /** As commit metadata. */
  String text() {
    String topic = "v1 topic=" + topicId;
    return begun == 0 && alone == 0 ? topic : topic + " begun=" + begun + " alone=" + alone;
  }

  /** Reads commit metadata; empty if it is not ours, as after an operator's reset. */
  static Optional<OffsetNote> parse(String metadata) {
    Matcher matcher = TEXT.matcher(metadata);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new OffsetNote(
              Uuid.fromString(matcher.group(1)), count(matcher.group(2)), count(matcher.group(3))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static int count(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
