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

/** Waiting for topics at start. */
public final class KafkaTopics {

  private static final Duration STEP = Duration.ofMillis(250);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  private KafkaTopics() {}

  /**
   * Waits until the cluster answers and has all these topics.
   *
   * @param kafka client properties as {@link Configuration#kafka()} gives them
   * @param limit how long to wait at most; at least one try is made
   * @throws UnreachableException naming what is not there
   */
  public static void await(Map<String, Object> kafka, Collection<String> topics, Duration limit) {
    KafkaAccess.await(kafka, limit);
    long deadline = System.nanoTime() + limit.toNanos();
    try (Admin admin = Admin.create(kafka)) {
      Set<String> missing = missing(admin, topics);
      while (!missing.isEmpty() && System.nanoTime() - deadline < 0) {
        LockSupport.parkNanos(STEP.toNanos());
        missing = missing(admin, topics);
      }
      if (!missing.isEmpty()) {
        throw new UnreachableException(
            "Kafka at %s has no topic %s: `verdict topics apply` makes them"
                .formatted(kafka.get("bootstrap.servers"), String.join(", ", missing)));
      }
    }
  }

  private static Set<String> missing(Admin admin, Collection<String> topics) {
    Set<String> missing = new TreeSet<>(topics);
    try {
      missing.removeAll(
          admin.listTopics().names().get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return missing; // asked again until the limit, then named
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("the wait for topics was interrupted");
    }
    return missing;
  }
}
