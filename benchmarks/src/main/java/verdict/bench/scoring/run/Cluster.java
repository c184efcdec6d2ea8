package verdict.bench.scoring.run;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import verdict.wire.Topic;

/** The broker as the driver sees it: fresh topics, and how far a group has committed. */
final class Cluster implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** For an engine's consumers to join their group: a rebalance that one is late for takes 3 s. */
  private static final Duration JOIN_LIMIT = Duration.ofSeconds(20);

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

  /**
   * Returns when the group's members are all there and own all partitions of the inputs: a
   * rebalance after that would be none of the engine's work.
   *
   * @throws BenchmarkException if the engine fails, or they do not come
   */
  void awaitMembers(String group, Worker worker) {
    Set<TopicPartition> inputs = partitions(Topic.APPLICATIONS);
    await(
        () -> {
          worker.check();
          return isSettled(group, worker.members(), inputs);
        },
        "the group has not all its members",
        System.nanoTime() + JOIN_LIMIT.toNanos());
  }

  private boolean isSettled(String group, int members, Set<TopicPartition> inputs) {
    try {
      return Membership.isSettled(
          get(admin.describeConsumerGroups(List.of(group)).all()).values().iterator().next(),
          members,
          inputs);
    } catch (GroupIdNotFoundException e) {
      return false; // nobody has joined yet
    }
  }

  /** How many input records the group has committed, for all that can be seen now. */
  Offsets committed(String group) {
    return committed(group, false);
  }

  /** The same when the markers of all its transactions are written. */
  Offsets settled(String group) {
    return committed(group, true);
  }

  private Offsets committed(String group, boolean stable) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    get(admin
            .listConsumerGroupOffsets(
                group, new ListConsumerGroupOffsetsOptions().requireStable(stable))
            .partitionsToOffsetAndMetadata())
        .forEach((partition, offset) -> put(offsets, partition, offset));
    return new Offsets(offsets);
  }

  /** Nothing, for a partition of which nothing is committed. */
  private static void put(
      Map<TopicPartition, Long> offsets,
      TopicPartition partition,
      @Nullable OffsetAndMetadata offset) {
    if (offset != null) {
      offsets.put(partition, offset.offset());
    }
  }

  /** Where the outputs end, as readers of that kind see it; transaction markers count, too. */
  Offsets outputEnds(IsolationLevel isolation) {
    return ends(OUTPUTS, isolation);
  }

  /** Where the inputs end. */
  Offsets inputEnds() {
    return ends(List.of(Topic.APPLICATIONS), IsolationLevel.READ_COMMITTED);
  }

  private Offsets ends(Collection<Topic> topics, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (Topic topic : topics) {
      partitions(topic).forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    get(admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return new Offsets(ends);
  }

  private Set<TopicPartition> partitions(Topic topic) {
    return describe(topic.topicName()).partitions().stream()
        .map(partition -> new TopicPartition(topic.topicName(), partition.partition()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * What the broker answers; Kafka's own exceptions as they are, so that callers can tell them
   * apart. {@link Crew} and {@link Benchmark} take them for what they are: one failed run.
   */
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
