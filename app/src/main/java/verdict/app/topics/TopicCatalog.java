package verdict.app.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import verdict.kit.KafkaTopics;

/**
 * Makes the topics what {@link verdict.wire.Topic} declares, or refuses to touch any of them.
 * Applying twice changes nothing; two who apply at once end with the same topics. Stateless and
 * thread-safe.
 */
public final class TopicCatalog {

  /**
   * What was applied.
   *
   * @see #apply
   */
  public sealed interface Outcome {
    /** All is as declared now; {@code plan} is what was done for it. */
    record Applied(Plan plan) implements Outcome {}

    /** Nothing was touched; {@link Plan#refusals()} says why. */
    record Refused(Plan plan) implements Outcome {}
  }

  /** Somebody else's topic may not be described for a moment after it exists. */
  private static final int ROUNDS = 50;

  /** How long new topics may take to become writable. */
  private static final Duration LEADERS = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private TopicCatalog() {}

  /**
   * What {@link #apply} would do; touches nothing.
   *
   * @throws KafkaException if the cluster does not answer or refuses to
   */
  public static Plan plan(Admin admin, TopicsConfig config) {
    return Planning.plan(config, ClusterDescription.of(admin));
  }

  /**
   * What no service may start on, each with what mends it; topics that are missing are not among
   * it. What {@code config} leaves open is taken as the topics were made.
   *
   * @throws KafkaException if the cluster does not answer or refuses to
   */
  public static List<String> startProblems(Admin admin, TopicsConfig config) {
    ClusterState cluster = ClusterDescription.of(admin);
    return Planning.plan(config.orAsMade(cluster), cluster).startProblems();
  }

  /**
   * Creates what is missing and widens what is too narrow; if anything would break a guarantee,
   * touches nothing at all.
   *
   * @throws KafkaException if the cluster does not answer or refuses to
   */
  public static Outcome apply(Admin admin, TopicsConfig config) {
    Plan plan = plan(admin, config);
    if (!plan.refusals().isEmpty()) {
      return new Outcome.Refused(plan);
    }
    boolean raced = act(admin, plan);
    for (int round = 1; raced && round < ROUNDS; round++) {
      LockSupport.parkNanos(PAUSE.toNanos());
      Plan rest = plan(admin, config);
      if (!rest.refusals().isEmpty()) {
        return new Outcome.Refused(rest);
      }
      raced = act(admin, rest);
    }
    if (raced) {
      throw new KafkaException("topics exist, but the brokers do not describe them yet: try again");
    }
    KafkaTopics.awaitLeaders(
        admin, plan.topics().stream().map(topic -> topic.topic().topicName()).toList(), LEADERS);
    return new Outcome.Applied(plan);
  }

  /** Whether somebody else made one of the topics meanwhile, so that it has to be looked at. */
  private static boolean act(Admin admin, Plan plan) {
    List<NewTopic> missing = new ArrayList<>();
    Map<ConfigResource, Collection<AlterConfigOp>> alterations = new HashMap<>();
    for (TopicPlan topic : plan.topics()) {
      switch (topic) {
        case TopicPlan.Create create ->
            missing.add(
                new NewTopic(
                        create.topic().topicName(), create.partitions(), (short) create.replicas())
                    .configs(create.configuration()));
        case TopicPlan.Alter alter ->
            alterations.put(
                new ConfigResource(ConfigResource.Type.TOPIC, alter.topic().topicName()),
                alter.changes().stream().map(TopicCatalog::operation).toList());
        case TopicPlan.Unchanged unchanged -> {}
        case TopicPlan.Refused refused ->
            throw new IllegalStateException("a refused plan must not be acted upon");
      }
    }
    ClusterDescription.answer(admin.incrementalAlterConfigs(alterations).all());
    boolean raced = false;
    for (KafkaFuture<Void> created : admin.createTopics(missing).values().values()) {
      raced |= existed(created);
    }
    return raced;
  }

  private static AlterConfigOp operation(TopicPlan.Change change) {
    return new AlterConfigOp(new ConfigEntry(change.name(), change.to()), AlterConfigOp.OpType.SET);
  }

  private static boolean existed(KafkaFuture<Void> created) {
    try {
      ClusterDescription.answer(created);
      return false;
    } catch (TopicExistsException somebodyElse) {
      return true;
    }
  }
}
