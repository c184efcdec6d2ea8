package verdict.testkit;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What a test left on a broker: every topic and every group that is not Kafka's own. */
final class BrokerContents {

  /** A member that was killed leaves its group when its session ends. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private BrokerContents() {}

  static void delete(String bootstrapServers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Eventually.until(LIMIT, () -> deleted(admin));
    }
  }

  /** True if nothing was left to delete. */
  private static boolean deleted(Admin admin) {
    try {
      Collection<GroupListing> groups = admin.listGroups().all().get();
      for (GroupListing group : groups) {
        delete(admin, group);
      }
      Collection<String> topics = admin.listTopics().names().get();
      admin.deleteTopics(topics).all().get();
      return groups.isEmpty() && topics.isEmpty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupNotEmptyException
          || e.getCause() instanceof GroupIdNotFoundException
          || e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw new IllegalStateException("the broker cannot be emptied", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void delete(Admin admin, GroupListing group)
      throws ExecutionException, InterruptedException {
    Collection<String> ids = List.of(group.groupId());
    if (group.type().filter(GroupType.STREAMS::equals).isPresent()) {
      admin.deleteStreamsGroups(ids).all().get();
    } else {
      admin.deleteConsumerGroups(ids).all().get();
    }
  }
}
