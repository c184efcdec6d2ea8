package verdict.app.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static verdict.testkit.Eventually.eventually;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;
import verdict.wire.Topic;

/** Against a broker of its own: the topics have the names of production. */
@ExtendWith(Servers.class)
class TopicCatalogIT {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private KafkaServer kafka;
  private Admin admin;

  @BeforeEach
  void ownBroker(KafkaServer shared) {
    kafka = shared.fresh();
    admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  @AfterEach
  void giveBack() {
    admin.close();
    kafka.giveBack();
  }

  @Test
  void an_empty_cluster_gets_every_topic_and_a_second_time_changes_nothing() {
    TopicsConfig config = TopicsConfig.declared();
    assertThat(TopicCatalog.plan(admin, config).lines())
        .allMatch(line -> line.startsWith("create"))
        .hasSize(Topic.values().length);
    assertThat(names()).as("a plan creates nothing").isEmpty();

    assertThat(TopicCatalog.apply(admin, config)).isInstanceOf(TopicCatalog.Outcome.Applied.class);

    eventually(LIMIT, () -> TopicCatalog.plan(admin, config), Plan::unchanged);
    assertThat(TopicCatalog.apply(admin, config))
        .isInstanceOfSatisfying(
            TopicCatalog.Outcome.Applied.class,
            applied -> assertThat(applied.plan().unchanged()).isTrue());
  }

  @Test
  void two_who_apply_at_once_end_with_the_same_topics() {
    TopicsConfig config = TopicsConfig.declared();
    List<CompletableFuture<TopicCatalog.Outcome>> both =
        List.of(
            CompletableFuture.supplyAsync(() -> TopicCatalog.apply(admin, config)),
            CompletableFuture.supplyAsync(() -> TopicCatalog.apply(admin, config)));
    assertThat(both)
        .allSatisfy(one -> assertThat(one.join()).isInstanceOf(TopicCatalog.Outcome.Applied.class));
    assertThat(eventually(LIMIT, () -> TopicCatalog.plan(admin, config), Plan::unchanged).lines())
        .hasSize(Topic.values().length);
  }

  @Test
  void a_harmful_topic_is_refused_and_nothing_else_is_touched() throws Exception {
    create(Topic.APPLICATIONS, 3, Map.of("cleanup.policy", "compact"));

    TopicCatalog.Outcome outcome = TopicCatalog.apply(admin, TopicsConfig.declared());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            TopicCatalog.Outcome.Refused.class,
            refused ->
                assertThat(String.join("\n", refused.plan().refusals()))
                    .contains("3 partitions", "compaction", "LogAppendTime"));
    assertThat(names()).containsExactly(Topic.APPLICATIONS.topicName());
  }

  @Test
  void a_narrow_topic_is_widened() throws Exception {
    create(Topic.SCORES, 8, Map.of("retention.ms", "1000", "max.message.bytes", "1000"));

    assertThat(TopicCatalog.apply(admin, TopicsConfig.declared()))
        .isInstanceOf(TopicCatalog.Outcome.Applied.class);

    eventually(LIMIT, () -> TopicCatalog.plan(admin, TopicsConfig.declared()), Plan::unchanged);
    ConfigResource scores = new ConfigResource(ConfigResource.Type.TOPIC, Topic.SCORES.topicName());
    assertThat(
            admin.describeConfigs(List.of(scores)).all().get().values().stream()
                .map(config -> config.get("retention.ms").value()))
        .containsExactly(Long.toString(Topic.SCORES.retention().toMillis()));
  }

  private void create(Topic topic, int partitions, Map<String, String> configuration)
      throws Exception {
    admin
        .createTopics(
            List.of(new NewTopic(topic.topicName(), partitions, (short) 1).configs(configuration)))
        .all()
        .get();
    eventually(LIMIT, this::names, names -> names.contains(topic.topicName()));
  }

  private Set<String> names() {
    return ClusterDescription.answer(admin.listTopics().names());
  }
}
