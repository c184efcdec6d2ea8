package verdict.bench.scoring.run;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import verdict.wire.Topic;

/** The broker as the driver sees it: fresh topics, and how far a group has committed. */
final class Cluster implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration RETRY_STEP = Duration.ofMillis(20);
  private static final List<Topic> OUTPUTS = List.of(Topic.SCORES, Topic.LETTERS);

  private final String bootstrapServers;
  private final Admin admin;

  Cluster(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  /** Empty topics, whatever was in them. */
  void renew(boolean inputs, int partitions) {
    List<Topic> topics =
        Stream.concat(inputs ? Topic.INPUTS.stream() : Stream.of(), OUTPUTS.stream()).toList();
    delete(topics.stream().map(Topic::topicName).toList());
    long until = System.nanoTime() + LIMIT.toNanos();
    List<NewTopic> wanted =
        topics.stream()
            .map(
                topic ->
                    new NewTopic(topic.topicName(), partitions, (short) 1)
                        .configs(topic.configuration(1)))
            .toList();
    for (NewTopic topic : wanted) {
      await(() -> created(topic), topic.name() + " is not deleted", until);
    }
    for (NewTopic topic : wanted) {
      await(() -> isReady(topic.name()), topic.name() + " is not made", until);
    }
  }

  private static void await(BooleanSupplier done, String otherwise, long until) {
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - until > 0) {
        throw new BenchmarkException(otherwise + " in time");
      }
      LockSupport.parkNanos(RETRY_STEP.toNanos());
    }
  }

  private void delete(Collection<String> names) {
    admin
        .deleteTopics(names)
        .topicNameValues()
        .forEach(
            (name, deleted) -> {
              try {
                get(deleted);
              } catch (UnknownTopicOrPartitionException e) {
                // the first run has nothing to delete
              }
            });
  }

  private boolean created(NewTopic topic) {
    try {
      get(admin.createTopics(List.of(topic)).all());
      return true;
    } catch (TopicExistsException e) {
      return false;
    }
  }

  private boolean isReady(String topic) {
    try {
      return describe(topic).partitions().stream()
          .allMatch(partition -> partition.leader() != null);
    } catch (UnknownTopicOrPartitionException e) {
      return false;
    }
  }

  private TopicDescription describe(String topic) {
    return get(admin.describeTopics(List.of(topic)).allTopicNames()).values().iterator().next();
  }

  /** Of the input topic that there is now. */
  Uuid inputId() {
    return describe(Topic.APPLICATIONS.topicName()).topicId();
  }

  /** How many input records the group has committed. */
  long committed(String group) {
    Map<?, OffsetAndMetadata> offsets =
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    long sum = 0;
    for (OffsetAndMetadata offset : new HashMap<>(offsets).values()) {
      sum += offset == null ? 0 : offset.offset();
    }
    return sum;
  }

  /** Where the outputs end for readers of committed ones; transaction markers count, too. */
  long written() {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (Topic topic : OUTPUTS) {
      describe(topic.topicName())
          .partitions()
          .forEach(
              partition ->
                  latest.put(
                      new TopicPartition(topic.topicName(), partition.partition()),
                      OffsetSpec.latest()));
    }
    return get(
            admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all())
        .values()
        .stream()
        .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
        .sum();
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new BenchmarkException("the broker failed", e);
    } catch (TimeoutException e) {
      throw new BenchmarkException("the broker does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("interrupted", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }
}
