package verdict.scoring.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import verdict.wire.Letter;

/**
 * What an operator says after a flood: try again, and let these letters through.
 *
 * @param accepted empty if every letter is still to be counted
 */
public record Resumption(Optional<Accepted> accepted) {

  /**
   * Letters of this cause that answer records below these offsets are wanted.
   *
   * @param until by input partition; one that is not named has none
   */
  public record Accepted(String fingerprint, Map<TopicPartition, Long> until) {

    public Accepted {
      until = Map.copyOf(until);
    }

    /** Both, of one fingerprint: up to whichever is further. */
    Accepted and(Accepted other) {
      Map<TopicPartition, Long> furthest = new HashMap<>(until);
      other.until.forEach((partition, offset) -> furthest.merge(partition, offset, Math::max));
      return new Accepted(fingerprint, furthest);
    }

    boolean covers(Letter letter) {
      TopicPartition partition =
          new TopicPartition(letter.source().topic(), letter.source().partition());
      return letter.fingerprint().equals(fingerprint)
          && letter.source().offset() < until.getOrDefault(partition, 0L);
    }
  }
}
