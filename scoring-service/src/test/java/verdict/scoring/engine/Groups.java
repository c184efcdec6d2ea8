package verdict.scoring.engine;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

/** The group's metadata as the consumer reports it. */
final class Groups {

  private Groups() {}

  @SuppressWarnings("removal") // nothing else makes one without a broker
  static ConsumerGroupMetadata at(int generation) {
    return new ConsumerGroupMetadata("group", generation, "member", Optional.empty());
  }
}
