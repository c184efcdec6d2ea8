package verdict.ingest.publish;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartitionInfo;

/** Asks the cluster about the topic that applications go to. Blocks. */
final class ApplicationsTopic {

  private final Map<String, Object> kafka;
  private final String topic;

  /**
   * @param kafka client properties
   */
  ApplicationsTopic(Map<String, Object> kafka, String topic) {
    this.kafka = Map.copyOf(kafka);
    this.topic = topic;
  }

  /** Whether it says, within {@code limit}, that every partition has a leader. */
  boolean writable(Duration limit) {
    Admin admin = Admin.create(kafka);
    try {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get(limit.toMillis(), TimeUnit.MILLISECONDS)
          .values()
          .stream()
          .flatMap(description -> description.partitions().stream())
          .allMatch(ApplicationsTopic::hasLeader);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      admin.close(Duration.ZERO); // what is unanswered is not waited for
    }
  }

  private static boolean hasLeader(TopicPartitionInfo partition) {
    return partition.leader() != null && !partition.leader().isEmpty();
  }
}
