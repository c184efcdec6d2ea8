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
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the cluster about the topic that applications go to. Blocks; never makes the topic. */
public final class ApplicationsTopic {

  /** What the cluster said. */
  public enum State {
    /** Every partition has a leader. */
    WRITABLE,
    /** There is no such topic. */
    MISSING,
    /** No answer in time, or a partition without a leader. */
    UNREACHABLE
  }

  private final Map<String, Object> kafka;
  private final String topic;

  /**
   * @param kafka client properties
   */
  public ApplicationsTopic(Map<String, Object> kafka, String topic) {
    this.kafka = Map.copyOf(kafka);
    this.topic = topic;
  }

  /** Asks, for at most {@code limit}. */
  public State state(Duration limit) {
    try (Admin admin = Admin.create(kafka)) {
      List<TopicPartitionInfo> partitions =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(limit.toMillis(), TimeUnit.MILLISECONDS)
              .values()
              .iterator()
              .next()
              .partitions();
      return partitions.stream().allMatch(ApplicationsTopic::hasLeader)
          ? State.WRITABLE
          : State.UNREACHABLE;
    } catch (ExecutionException e) {
      return e.getCause() instanceof UnknownTopicOrPartitionException
          ? State.MISSING
          : State.UNREACHABLE;
    } catch (TimeoutException | KafkaException e) {
      return State.UNREACHABLE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return State.UNREACHABLE;
    }
  }

  private static boolean hasLeader(TopicPartitionInfo partition) {
    return partition.leader() != null && !partition.leader().isEmpty();
  }
}
