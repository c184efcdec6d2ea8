package verdict.bench.scoring.run;

import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import verdict.bench.scoring.load.Stamp;

/**
 * Reads the outputs as an analyst would, committed ones only, and notes how long after its intended
 * send time each one is there. Not thread-safe.
 */
final class Arrived implements AutoCloseable {

  private static final Duration POLL_WAIT = Duration.ofMillis(50);

  /** Three digits: to a thousandth of the value. */
  private static final int DIGITS = 3;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Histogram latencies = new Histogram(DIGITS);
  private long seen;

  Arrived(String bootstrapServers) {
    consumer = new KafkaConsumer<>(Outputs.properties(bootstrapServers));
    List<TopicPartition> partitions = Outputs.partitions(consumer);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Waits for outputs for a while; those meant to be sent before {@code from} do not count. */
  void poll(long from) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL_WAIT);
    long now = System.nanoTime();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      seen++;
      Header stamp = record.headers().lastHeader(Stamp.HEADER);
      if (stamp != null && stamp.value() != null) {
        long intended = Stamp.read(stamp.value());
        if (intended - from >= 0) {
          latencies.recordValue(Math.max(0, now - intended));
        }
      }
    }
  }

  /** Outputs so far, counted ones or not. */
  long seen() {
    return seen;
  }

  /** Outputs so far that count. */
  long counted() {
    return latencies.getTotalCount();
  }

  double millisAt(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
