package verdict.testkit;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import verdict.wire.Topic;

/** Makes topics that can be written to when the call returns. */
public final class Topics {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Topics() {}

  /**
   * Creates the topics around the scoring service, with one replica.
   *
   * @param partitions of the applications' topic
   */
  public static void createForScoring(Admin admin, int partitions) {
    create(
        admin,
        Stream.of(Topic.APPLICATIONS, Topic.REPLAY, Topic.SCORES, Topic.LETTERS, Topic.BUNDLES)
            .map(topic -> topic == Topic.APPLICATIONS ? made(topic, partitions) : made(topic))
            .toList());
  }

  private static NewTopic made(Topic topic) {
    return made(topic, topic.partitions());
  }

  /** This topic as Verdict makes it, with one replica. */
  public static NewTopic made(Topic topic, int partitions) {
    return new NewTopic(topic.topicName(), partitions, (short) 1).configs(topic.configuration(1));
  }

  /**
   * Creates the topics, leaves those that exist as they are, and waits for their leaders: a
   * producer that writes before them can tangle its sequence numbers for good.
   */
  public static void create(Admin admin, Collection<NewTopic> topics) {
    try {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("the topics cannot be made", e);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    List<String> names = topics.stream().map(NewTopic::name).toList();
    Eventually.until(LIMIT, () -> haveLeaders(admin, names));
  }

  /** Only a broker that leads a partition knows its end. */
  private static boolean haveLeaders(Admin admin, Collection<String> names) {
    try {
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      for (TopicDescription topic : admin.describeTopics(names).allTopicNames().get().values()) {
        for (int partition = 0; partition < topic.partitions().size(); partition++) {
          ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
        }
      }
      admin.listOffsets(ends).all().get();
      return true;
    } catch (ExecutionException e) {
      return false; // a broker that has not heard of the topic yet says that there is none
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }
}
