package verdict.ledger.source;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import verdict.kit.UnreachableException;
import verdict.ledger.store.Deadline;

/** Asks Kafka for layouts and offsets; each question waits a bounded time. Thread-safe. */
public final class LineOffsets implements AutoCloseable {

  /** How long one question may take. */
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(15);

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

  private static final Duration PROBE_INTERVAL = Duration.ofMillis(200);

  private final Admin admin;

  private LineOffsets(Admin admin) {
    this.admin = admin;
  }

  /** Connects lazily. */
  public static LineOffsets open(Map<String, Object> kafka) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put("default.api.timeout.ms", (int) ANSWER_WAIT.toMillis());
    properties.put("request.timeout.ms", 5_000);
    return new LineOffsets(Admin.create(properties));
  }

  /**
   * The topics' partitions.
   *
   * @throws UnreachableException if a topic does not exist or Kafka does not answer
   */
  public TopicLayout layout(List<String> topics) {
    try {
      return TopicLayout.of(answer(admin.describeTopics(topics).allTopicNames()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new UnreachableException(
            "Kafka does not have all of the topics "
                + String.join(", ", topics)
                + "; run: verdict topics apply");
      }
      throw unanswered("topics " + topics, e);
    }
  }

  /**
   * The topics' partitions, waiting for topics that are not there yet.
   *
   * @throws UnreachableException if they are not there after {@code limit}; at least one try is
   *     made
   */
  public TopicLayout awaitLayout(List<String> topics, Duration limit) {
    Deadline deadline = Deadline.after(limit, System::nanoTime);
    while (true) {
      try {
        return layout(topics);
      } catch (UnreachableException missing) {
        if (deadline.passed()) {
          throw missing;
        }
        deadline.pause(PROBE_INTERVAL);
      }
    }
  }

  /** The offsets that a group has committed; a partition without one is absent. */
  public Map<TopicPartition, Long> committed(String group) {
    try {
      Map<TopicPartition, Long> offsets = new HashMap<>();
      answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
          .forEach(
              (partition, offset) ->
                  Optional.ofNullable(offset)
                      .map(OffsetAndMetadata::offset)
                      .ifPresent(next -> offsets.put(partition, next)));
      return offsets;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Map.of();
      }
      throw unanswered("committed offsets of " + group, e);
    }
  }

  /** The first offset that each log still has. */
  public Map<TopicIdPartition, Long> starts(Collection<TopicIdPartition> partitions) {
    return offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
  }

  /** The offset after the last record or marker of each log, committed or not. */
  public Map<TopicIdPartition, Long> ends(Collection<TopicIdPartition> partitions) {
    return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
  }

  /** The offset up to which a {@code read_committed} consumer can read each log. */
  public Map<TopicIdPartition, Long> stableEnds(Collection<TopicIdPartition> partitions) {
    return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
  }

  private Map<TopicIdPartition, Long> offsets(
      Collection<TopicIdPartition> partitions, OffsetSpec which, IsolationLevel isolation) {
    Map<TopicPartition, TopicIdPartition> byName =
        partitions.stream()
            .collect(Collectors.toMap(TopicIdPartition::topicPartition, Function.identity()));
    Map<TopicPartition, OffsetSpec> question =
        byName.keySet().stream().collect(Collectors.toMap(Function.identity(), name -> which));
    try {
      Map<TopicIdPartition, Long> offsets = new HashMap<>();
      answer(admin.listOffsets(question, new ListOffsetsOptions(isolation)).all())
          .forEach(
              (name, info) ->
                  Optional.ofNullable(byName.get(name))
                      .ifPresent(partition -> offsets.put(partition, info.offset())));
      return offsets;
    } catch (ExecutionException e) {
      throw unanswered("offsets", e);
    }
  }

  /** For people: the transaction that is open on a partition and holds its readers up, if any. */
  public Optional<String> openTransaction(TopicPartition partition) {
    return OpenTransactions.describe(admin, partition, ANSWER_WAIT);
  }

  private static <T> T answer(KafkaFuture<T> future) throws ExecutionException {
    try {
      return future.get(ANSWER_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new org.apache.kafka.common.errors.InterruptException(e);
    } catch (TimeoutException e) {
      throw new UnreachableException(
          "Kafka did not answer within " + ANSWER_WAIT.toSeconds() + " s");
    }
  }

  private static UnreachableException unanswered(String what, ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new UnreachableException(
        "Kafka did not answer for " + what + ": " + cause.getClass().getSimpleName());
  }

  @Override
  public void close() {
    admin.close(CLOSE_WAIT);
  }
}
