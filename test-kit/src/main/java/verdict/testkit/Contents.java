package verdict.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import verdict.wire.ConsumerGroups;
import verdict.wire.Topic;

/** What stands in the topics of a line, and how far scoring has come. Thread-safe. */
public final class Contents {

  private static final Duration ANSWER_LIMIT = Duration.ofMinutes(1);

  private final Map<String, Object> kafka;
  private final Admin admin;

  /**
   * @param admin stays the caller's to close
   */
  public Contents(String bootstrapServers, Admin admin) {
    this.kafka = Map.of("bootstrap.servers", bootstrapServers);
    this.admin = admin;
  }

  /** Everything that the outcomes of all inputs break; empty if nothing. */
  public List<OutcomeVerifier.Problem> problems(
      Duration limit, Optional<OutcomeVerifier.Recomputation> recomputation) {
    return OutcomeVerifier.problems(
        topicIds(),
        read(limit, Topic.APPLICATIONS, Topic.REPLAY),
        read(limit, Topic.SCORES, Topic.LETTERS),
        recomputation);
  }

  /** Of the input topics. */
  public Map<String, Uuid> topicIds() {
    Map<String, Uuid> ids = new HashMap<>();
    answer(admin.describeTopics(names(Topic.INPUTS)).allTopicNames())
        .forEach((name, topic) -> ids.put(name, topic.topicId()));
    return ids;
  }

  /** How far the scoring group has come, stable or not. */
  public Map<TopicPartition, OffsetAndMetadata> committed() {
    Map<TopicPartition, @Nullable OffsetAndMetadata> all =
        answer(
            admin
                .listConsumerGroupOffsets(
                    Map.of(ConsumerGroups.SCORING, new ListConsumerGroupOffsetsSpec()),
                    new ListConsumerGroupOffsetsOptions().requireStable(false))
                .partitionsToOffsetAndMetadata(ConsumerGroups.SCORING));
    Map<TopicPartition, OffsetAndMetadata> known = new HashMap<>();
    all.forEach(
        (partition, position) -> {
          if (position != null) {
            known.put(partition, position);
          }
        });
    return known;
  }

  /** Input partitions whose end is not committed, with what is: empty if all is answered. */
  public Map<TopicPartition, String> uncommitted() {
    Map<TopicPartition, OffsetAndMetadata> committed = committed();
    Map<TopicPartition, String> open = new HashMap<>();
    ends(Topic.INPUTS)
        .forEach(
            (partition, end) -> {
              OffsetAndMetadata position = committed.get(partition);
              long offset = position == null ? 0 : position.offset();
              if (offset < end) {
                open.put(partition, offset + " of " + end);
              }
            });
    return open;
  }

  /** Where the next record goes, in each partition. */
  public Map<TopicPartition, Long> ends(List<Topic> topics) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions(topics).forEach(partition -> asked.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    answer(admin.listOffsets(asked).all()).forEach((p, info) -> ends.put(p, info.offset()));
    return ends;
  }

  /**
   * All committed records of these topics, each partition's in its order.
   *
   * @throws AssertionError if the end is not reached within the limit
   */
  public List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> read(
      Duration limit, Topic... topics) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put("isolation.level", "read_committed");
    properties.put("auto.offset.reset", "earliest");
    properties.put("enable.auto.commit", false);
    properties.put("key.deserializer", ByteArrayDeserializer.class);
    properties.put("value.deserializer", ByteArrayDeserializer.class);
    List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> all = new ArrayList<>();
    try (KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer =
        new KafkaConsumer<>(properties)) {
      List<TopicPartition> partitions = partitions(Arrays.asList(topics));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      // Not this consumer's ends: those stop before a transaction whose markers are on their way,
      // although the offsets that it commits may be seen already.
      Map<TopicPartition, Long> ends = ends(Arrays.asList(topics));
      long deadline = System.nanoTime() + limit.toNanos();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
        if (System.nanoTime() - deadline > 0) {
          throw new AssertionError(
              "the end of " + names(Arrays.asList(topics)) + " is not readable");
        }
      }
    }
    return all;
  }

  private List<TopicPartition> partitions(List<Topic> topics) {
    List<TopicPartition> all = new ArrayList<>();
    answer(admin.describeTopics(names(topics)).allTopicNames())
        .forEach(
            (name, topic) ->
                topic.partitions().forEach(p -> all.add(new TopicPartition(name, p.partition()))));
    return all;
  }

  private static Collection<String> names(List<Topic> topics) {
    return topics.stream().map(Topic::topicName).toList();
  }

  /** Kafka's answer, within a limit that only a broken test reaches. */
  public static <T> T answer(KafkaFuture<T> asked) {
    return answer(asked.toCompletionStage().toCompletableFuture());
  }

  /** The same. */
  public static <T> T answer(Future<T> asked) {
    try {
      return asked.get(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("Kafka did not do as asked", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
