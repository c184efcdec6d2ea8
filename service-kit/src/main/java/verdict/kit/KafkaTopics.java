package verdict.kit;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

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
    long deadline = System.nanoTime() + limit.toNanos();
    Admin admin = Admin.create(kafka);
    try {
      Lacking lacking = lacking(admin, topics);
      while (!lacking.nothing() && System.nanoTime() - deadline < 0) {
        LockSupport.parkNanos(STEP.toNanos());
        lacking = lacking(admin, topics);
      }
      if (!lacking.nothing()) {
        throw new UnreachableException(
            lacking.message(String.valueOf(kafka.get("bootstrap.servers"))));
      }
    } finally {
      admin.close(Duration.ZERO); // what is unanswered is not waited for
    }
  }

  private record Lacking(Set<String> topics, Set<String> leaders) {

    boolean nothing() {
      return topics.isEmpty() && leaders.isEmpty();
    }

    String message(String cluster) {
      return topics.isEmpty()
          ? "Kafka at %s has no leader for a partition of topic %s, or gave no answer: check the brokers"
              .formatted(cluster, String.join(", ", leaders))
          : "Kafka at %s has no topic %s: `verdict topics apply` makes them"
              .formatted(cluster, String.join(", ", topics));
    }
  }

  private static Lacking lacking(Admin admin, Collection<String> topics) {
    Lacking lacking = new Lacking(new TreeSet<>(), new TreeSet<>());
    admin
        .describeTopics(topics)
        .topicNameValues()
        .forEach((topic, description) -> judge(topic, description, lacking));
    return lacking;
  }

  private static void judge(
      String topic, KafkaFuture<TopicDescription> description, Lacking lacking) {
    try {
      if (!description.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS).partitions().stream()
          .allMatch(partition -> partition.leader() != null && !partition.leader().isEmpty())) {
        lacking.leaders().add(topic);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        lacking.topics().add(topic);
      } else {
        lacking.leaders().add(topic); // asked again until the limit, then named
      }
    } catch (TimeoutException e) {
      lacking.leaders().add(topic);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("the wait for topics was interrupted");
    }
  }
}
