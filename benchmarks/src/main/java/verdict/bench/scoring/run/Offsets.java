package verdict.bench.scoring.run;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** One position in each of some partitions, all from 0 on. */
record Offsets(Map<TopicPartition, Long> byPartition) {

  Offsets {
    byPartition = Map.copyOf(byPartition);
  }

  long sum() {
    return byPartition.values().stream().mapToLong(Long::longValue).sum();
  }
}
