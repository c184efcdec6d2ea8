package verdict.analytics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import verdict.kit.UnreachableException;
import verdict.wire.Codec;
import verdict.wire.Decoding;
import verdict.wire.LoanStat;
import verdict.wire.Topic;

/**
 * Reads the aggregates on {@code loan.stats} without joining a group: first all that is there, then
 * what changes. Only committed aggregates are seen.
 *
 * <p>Not thread-safe: one thread owns a reader. It keeps the newest aggregate of each product and
 * minute that the topic holds (30 days), a few hundred bytes each.
 */
public final class StatsReader implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(StatsReader.class);
  private static final Duration POLL = Duration.ofMillis(100);

  /** A read that takes longer is an outage: the topic holds a few megabytes. */
  private static final Duration READ_LIMIT = Duration.ofSeconds(60);

  private static final Comparator<LoanStat> BY_MINUTE_AND_PRODUCT =
      Comparator.comparing(LoanStat::getWindowStart).thenComparing(LoanStat::getProduct);

  private final Consumer<String, byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final LongSupplier nanos;
  private final Codec<LoanStat> codec = Codec.stats();
  private final Map<String, LoanStat> newest = new HashMap<>();

  private StatsReader(
      Consumer<String, byte[]> consumer, List<TopicPartition> partitions, LongSupplier nanos) {
    this.nanos = nanos;
    this.consumer = consumer;
    this.partitions = partitions;
  }

  /**
   * Connects and stands at the topic's beginning.
   *
   * @param kafka client properties as {@link verdict.kit.Configuration#kafka()} gives them
   * @throws UnreachableException if the topic does not exist
   * @throws org.apache.kafka.common.KafkaException if the brokers do not answer
   */
  public static StatsReader open(Map<String, Object> kafka) {
    Consumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            readCommitted(kafka), new StringDeserializer(), new ByteArrayDeserializer());
    try {
      return open(consumer, System::nanoTime);
    } catch (RuntimeException failure) {
      consumer.close();
      throw failure;
    }
  }

  static StatsReader open(Consumer<String, byte[]> consumer, LongSupplier nanos) {
    List<PartitionInfo> infos = consumer.partitionsFor(Topic.STATS.topicName());
    if (infos == null || infos.isEmpty()) {
      throw new UnreachableException(
          "topic "
              + Topic.STATS.topicName()
              + " does not exist; 'verdict topics apply' creates it");
    }
    List<TopicPartition> partitions =
        infos.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new StatsReader(consumer, partitions, nanos);
  }

  static Map<String, Object> readCommitted(Map<String, Object> kafka) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // Retention may take the oldest aggregates while they are read: go on with what is left.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return properties;
  }

  /**
   * Reads up to what was committed when the call was made.
   *
   * @return the newest aggregate of every product and minute, by minute, then product
   * @throws org.apache.kafka.common.KafkaException if the brokers do not answer
   */
  public List<LoanStat> upToNow() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long start = nanos.getAsLong();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      if (nanos.getAsLong() - start > READ_LIMIT.toNanos()) {
        throw new TimeoutException("the end was not reached within " + READ_LIMIT);
      }
      take(consumer.poll(POLL));
    }
    return sorted(newest.values());
  }

  /**
   * Waits for aggregates to change.
   *
   * @param limit how long to wait at most
   * @return the newest aggregate of every product and minute that changed since the last call, by
   *     minute, then product; empty if none did
   */
  public List<LoanStat> changes(Duration limit) {
    return sorted(take(consumer.poll(limit)).values());
  }

  private Map<String, LoanStat> take(ConsumerRecords<String, byte[]> records) {
    Map<String, LoanStat> changed = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      switch (codec.decode(record.value())) {
        case Decoding.Decoded<LoanStat>(LoanStat stat) -> changed.put(MinuteStats.key(stat), stat);
        case Decoding.Undecodable<LoanStat> undecodable ->
            log.atWarn()
                .addKeyValue("code", undecodable.code())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .log("skipped a record on the statistics topic that is no aggregate");
      }
    }
    newest.putAll(changed);
    return changed;
  }

  private static List<LoanStat> sorted(Collection<LoanStat> stats) {
    List<LoanStat> sorted = new ArrayList<>(stats);
    sorted.sort(BY_MINUTE_AND_PRODUCT);
    return List.copyOf(sorted);
  }

  /** Disconnects. */
  @Override
  public void close() {
    consumer.close();
  }
}
