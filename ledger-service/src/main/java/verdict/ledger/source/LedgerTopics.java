package verdict.ledger.source;

import java.util.List;
import verdict.wire.Topic;

/** Names of the topics that the ledger reads. */
public record LedgerTopics(String applications, String replay, String scores, String letters) {

  /** The line's own. */
  public static LedgerTopics declared() {
    return new LedgerTopics(
        Topic.APPLICATIONS.topicName(),
        Topic.REPLAY.topicName(),
        Topic.SCORES.topicName(),
        Topic.LETTERS.topicName());
  }

  /** What the scoring service reads. */
  public List<String> inputs() {
    return List.of(applications, replay);
  }

  /** What it writes. */
  public List<String> outcomes() {
    return List.of(scores, letters);
  }

  /** Inputs before outcomes. */
  public List<String> all() {
    return List.of(applications, replay, scores, letters);
  }
}
