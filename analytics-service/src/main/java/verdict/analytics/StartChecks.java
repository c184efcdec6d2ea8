package verdict.analytics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import verdict.kit.KafkaAccess;
import verdict.kit.UnreachableException;
import verdict.wire.Topic;

/** What must be so before counting starts. Confined to the starting thread. */
final class StartChecks {

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final String CHANGELOG =
      StreamsProperties.APPLICATION_ID + "-" + StatsTopology.STORE + "-changelog";

  private final AnalyticsConfig config;
  private final LongSupplier nanos;

  StartChecks(AnalyticsConfig config, LongSupplier nanos) {
    this.config = config;
    this.nanos = nanos;
  }

  /**
   * Waits for the cluster and the topics, and sees that the offsets fit the state.
   *
   * @throws UnreachableException if something is still missing after the start timeout
   * @throws ForgottenOffsetsException if counting would start over upon what is counted already
   */
  void pass() {
    KafkaAccess.await(config.kafka(), config.startTimeout());
    try (Admin admin = Admin.create(config.kafka())) {
      awaitTopics(admin);
      refuseForgottenOffsets(admin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("interrupted while waiting for Kafka");
    } catch (ExecutionException e) {
      throw new UnreachableException("Kafka stopped answering at start: " + e.getCause());
    }
  }

  private void awaitTopics(Admin admin) throws InterruptedException, ExecutionException {
    long start = nanos.getAsLong();
    Set<String> missing = missing(admin);
    while (!missing.isEmpty()) {
      if (nanos.getAsLong() - start >= config.startTimeout().toNanos()) {
        throw new UnreachableException(
            "topics missing after "
                + config.startTimeout()
                + ": "
                + String.join(", ", missing)
                + "; 'verdict topics apply' creates them");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      missing = missing(admin);
    }
  }

  private static Set<String> missing(Admin admin) throws InterruptedException, ExecutionException {
    Set<String> needed = new TreeSet<>(List.of(Topic.SCORES.topicName(), Topic.STATS.topicName()));
    needed.removeAll(admin.listTopics().names().get());
    return needed;
  }

  /**
   * Brokers forget the offsets of a group that was away for long; the aggregates' changelog stays.
   * Reading the scores from their start again would add them to windows that hold them already.
   * Both are committed in the same transactions, so a changelog record without any offset proves
   * that the offsets were there once.
   */
  private void refuseForgottenOffsets(Admin admin) throws InterruptedException, ExecutionException {
    if (!hasOffsets(admin)
        && admin.listTopics().names().get().contains(CHANGELOG)
        && hasState()
        // Once more: another instance may have committed its first ones between the two looks.
        && !hasOffsets(admin)) {
      throw new ForgottenOffsetsException(StreamsProperties.APPLICATION_ID, CHANGELOG);
    }
  }

  private static boolean hasOffsets(Admin admin) throws InterruptedException, ExecutionException {
    return admin
        .listConsumerGroupOffsets(StreamsProperties.APPLICATION_ID)
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .anyMatch(
            entry ->
                entry.getKey().topic().equals(Topic.SCORES.topicName())
                    && entry.getValue() != null);
  }

  private boolean hasState() {
    Map<String, Object> properties = StatsReader.readCommitted(config.kafka());
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(CHANGELOG, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      long start = nanos.getAsLong();
      while (consumer.position(partition) < end) {
        if (nanos.getAsLong() - start > config.startTimeout().toNanos()) {
          throw new UnreachableException(
              CHANGELOG + " could not be read within " + config.startTimeout());
        }
        if (!consumer.poll(POLL).isEmpty()) {
          return true;
        }
      }
      return false;
    } catch (KafkaException e) {
      throw new UnreachableException("Kafka stopped answering at start: " + e.getMessage());
    }
  }
}
