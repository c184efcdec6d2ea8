package verdict.kit;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Waiting for topics at start. */
public final class KafkaTopics {

  private static final Duration STEP = Duration.ofMillis(250);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  private KafkaTopics() {}

  /**
   * Waits until the cluster answers and has all these topics, with a leader for each partition.
   *
   * @param kafka client properties as {@link Configuration#kafka()} gives them
   * @param limit how long to wait at most; at least one try is made
   * @throws UnreachableException naming what is not there
   */
  public static void await(Map<String, Object> kafka, Collection<String> topics, Duration limit) {
    KafkaAccess.await(kafka, limit);
    Admin admin = Admin.create(kafka);
    try {
      awaitLeaders(admin, topics, limit);
    } finally {
      admin.close(Duration.ZERO); // what is unanswered is not waited for
    }
  }

  private record Lacking(Set<String> topics, Set<String> leaders) {

    boolean nothing() {
      return topics.isEmpty() && leaders.isEmpty();
    }

    String message() {
      return topics.isEmpty()
          ? "Kafka has no leader for a partition of topic %s, or gave no answer: check the brokers"
              .formatted(String.join(", ", leaders))
          : "Kafka has no topic %s: `verdict topics apply` makes them"
              .formatted(String.join(", ", topics));
    }
  }

  /**
   * Waits until every partition of these topics, which exist, can be written to. A producer that
   * writes to a new topic before its leaders are there can tangle its sequence numbers for good.
   *
   * @throws UnreachableException naming the topics that lack a leader
   */
  public static void awaitLeaders(Admin admin, Collection<String> topics, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    Lacking lacking = lacking(admin, topics);
    while (!lacking.nothing()) {
      if (System.nanoTime() - deadline > 0) {
        throw new UnreachableException(lacking.message());
      }
      LockSupport.parkNanos(STEP.toNanos());
      lacking = lacking(admin, topics);
    }
  }

  private static Lacking lacking(Admin admin, Collection<String> topics) {
    Lacking lacking = new Lacking(new TreeSet<>(), new TreeSet<>());
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    admin
        .describeTopics(topics)
        .topicNameValues()
        .forEach(
            (topic, answer) ->
                described(topic, answer, lacking)
                    .ifPresent(description -> ends.putAll(ends(description))));
    // Only a broker that leads a partition knows its end.
    ListOffsetsResult answers = admin.listOffsets(ends);
    for (TopicPartition partition : ends.keySet()) {
      if (answered(answers.partitionResult(partition)).isEmpty()) {
        lacking.leaders().add(partition.topic());
      }
    }
    return lacking;
  }

  private static Map<TopicPartition, OffsetSpec> ends(TopicDescription topic) {
    return topic.partitions().stream()
        .collect(
            Collectors.toMap(
                partition -> new TopicPartition(topic.name(), partition.partition()),
                partition -> OffsetSpec.latest()));
  }

  private static Optional<TopicDescription> described(
      String topic, KafkaFuture<TopicDescription> answer, Lacking lacking) {
    Optional<TopicDescription> description = answered(answer);
    if (description.isEmpty()) {
      boolean unknown =
          answer.isCompletedExceptionally()
              && failure(answer) instanceof UnknownTopicOrPartitionException;
      (unknown ? lacking.topics() : lacking.leaders()).add(topic);
    }
    return description;
  }

  /** Empty for a failure, too: it is asked again until the limit, then named. */
  private static <T> Optional<T> answered(KafkaFuture<T> answer) {
    try {
      return Optional.of(answer.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("the wait for topics was interrupted");
    }
  }

  private static @Nullable Throwable failure(KafkaFuture<?> answer) {
    return answer.toCompletionStage().toCompletableFuture().exceptionNow();
  }
}
