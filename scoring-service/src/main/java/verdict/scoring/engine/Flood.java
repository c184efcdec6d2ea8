package verdict.scoring.engine;

import org.apache.kafka.common.TopicPartition;
import verdict.wire.Coordinates;
import verdict.wire.ErrorCode;

/**
 * Letters of one cause that crowd out everything else.
 *
 * @param sample one of the records that would become such a letter
 */
public record Flood(String fingerprint, ErrorCode code, Coordinates sample) {

  TopicPartition partition() {
    return new TopicPartition(sample.topic(), sample.partition());
  }
}
