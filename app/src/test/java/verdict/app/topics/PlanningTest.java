package verdict.app.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import verdict.app.topics.ClusterState.TopicState;
import verdict.app.topics.TopicPlan.Alter;
import verdict.app.topics.TopicPlan.Change;
import verdict.app.topics.TopicPlan.Create;
import verdict.app.topics.TopicPlan.Refused;
import verdict.app.topics.TopicPlan.Unchanged;
import verdict.wire.Topic;

class PlanningTest {

  private static final Duration LONG_ENOUGH = Duration.ofDays(30);

  private final Map<Topic, TopicState> existing = new EnumMap<>(Topic.class);

  @Test
  void an_empty_cluster_of_three_gets_every_topic_with_three_replicas() {
    Plan plan = plan(3, TopicsConfig.declared());

    assertThat(plan.refusals()).isEmpty();
    assertThat(plan.topics()).hasSize(Topic.values().length);
    assertThat(plan.topics())
        .allSatisfy(
            topic ->
                assertThat(topic)
                    .isEqualTo(
                        new Create(
                            topic.topic(),
                            topic.topic().partitions(),
                            3,
                            topic.topic().configuration(3))));
  }

  @ParameterizedTest
  @CsvSource({"1,0,1", "2,0,2", "3,0,3", "7,0,3", "5,2,2"})
  void replicas_are_three_or_the_brokers_number_unless_asked(int brokers, int asked, int replicas) {
    assertThat(new TopicsConfig(0, asked).replicasOn(brokers)).isEqualTo(replicas);
  }

  @Test
  void more_replicas_than_brokers_are_refused() {
    assertThat(plan(1, new TopicsConfig(0, 3)).clusterProblems())
        .singleElement()
        .asString()
        .contains("3 replicas", "1 brokers");
  }

  @Test
  void asked_partitions_reach_what_is_keyed_by_application_only() {
    Plan plan = plan(1, new TopicsConfig(24, 0));

    assertThat(plan.topics())
        .allSatisfy(
            topic ->
                assertThat(topic)
                    .isInstanceOfSatisfying(
                        Create.class,
                        create ->
                            assertThat(create.partitions())
                                .isEqualTo(
                                    Set.of(Topic.STATS, Topic.DRIFT, Topic.BUNDLES)
                                            .contains(topic.topic())
                                        ? 1
                                        : 24)));
  }

  @Test
  void topics_as_declared_stay_unchanged() {
    allAsDeclared(3);

    assertThat(plan(3, TopicsConfig.declared()).unchanged()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Topic.class,
      names = {"APPLICATIONS", "REPLAY"})
  void another_number_of_partitions_on_an_input_is_refused(Topic input) {
    allAsDeclared(1);
    for (int partitions : List.of(7, 9)) {
      existing.put(input, new TopicState(partitions, 1, configuration(input, 1)));
      assertThat(planOf(input)).isInstanceOf(Refused.class);
      assertThat(planOf(input).line()).contains("has " + partitions + " partitions, not 8");
    }
  }

  @Test
  void another_number_of_partitions_on_an_output_is_left_alone() {
    allAsDeclared(1);
    existing.put(Topic.SCORES, new TopicState(12, 1, configuration(Topic.SCORES, 1)));

    assertThat(planOf(Topic.SCORES)).isEqualTo(new Unchanged(Topic.SCORES));
  }

  @ParameterizedTest
  @CsvSource({
    "APPLICATIONS, cleanup.policy, compact, compaction",
    "REPLAY, cleanup.policy, 'compact,delete', compaction",
    "LETTERS, cleanup.policy, compact, compaction",
    "SCORES, cleanup.policy, compact, compaction",
    "LETTERS, retention.bytes, 1000000, retention.bytes",
    "APPLICATIONS, message.timestamp.type, CreateTime, LogAppendTime",
    "LETTERS, message.timestamp.type, CreateTime, LogAppendTime",
    "SCORES, min.insync.replicas, 1, min.insync.replicas",
    "APPLICATIONS, unclean.leader.election.enable, true, unclean",
  })
  void what_would_break_a_guarantee_is_refused(
      Topic topic, String name, String value, String reason) {
    allAsDeclared(3);
    change(topic, configuration -> configuration.put(name, value));

    Plan plan = plan(3, TopicsConfig.declared());
    assertThat(plan.refusals())
        .singleElement()
        .asString()
        .startsWith(topic.topicName() + " ")
        .contains(reason);
  }

  @Test
  void fewer_replicas_than_asked_are_refused_with_both_ways_out() {
    allAsDeclared(1);

    assertThat(plan(3, TopicsConfig.declared()).refusals())
        .anyMatch(
            refusal ->
                refusal.contains("reassign") && refusal.contains("VERDICT_TOPICS_REPLICATION=1"));
    assertThat(plan(3, new TopicsConfig(0, 1)).refusals()).isEmpty();
  }

  @Test
  void every_refusal_of_every_topic_comes_at_once() {
    allAsDeclared(1);
    existing.put(Topic.REPLAY, new TopicState(3, 1, configuration(Topic.REPLAY, 1)));
    change(Topic.REPLAY, configuration -> configuration.put("cleanup.policy", "compact"));
    change(Topic.LETTERS, configuration -> configuration.put("cleanup.policy", "compact"));

    Plan plan =
        Planning.plan(
            TopicsConfig.declared(),
            new ClusterState(1, Optional.of(Duration.ofDays(1)), existing));
    assertThat(plan.refusals()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "APPLICATIONS, retention.ms, 3600000, 604800000",
    "SCORES, retention.ms, 1, 2592000000",
    "LETTERS, max.message.bytes, 1048588, 1081356",
    "STATS, cleanup.policy, delete, 'compact,delete'",
    "SCORES, message.timestamp.type, LogAppendTime, CreateTime",
  })
  void what_only_widens_is_altered(Topic topic, String name, String from, String to) {
    allAsDeclared(1);
    change(topic, configuration -> configuration.put(name, from));

    assertThat(planOf(topic)).isEqualTo(new Alter(topic, List.of(new Change(name, from, to))));
  }

  @ParameterizedTest
  @CsvSource({
    "APPLICATIONS, retention.ms, -1",
    "LETTERS, retention.ms, 99999999999",
    "LETTERS, max.message.bytes, 5000000",
    "STATS, cleanup.policy, 'delete,compact'",
    "SCORES, min.insync.replicas, 2",
  })
  void what_is_wider_than_declared_stays(Topic topic, String name, String value) {
    allAsDeclared(1);
    change(topic, configuration -> configuration.put(name, value));

    assertThat(planOf(topic)).isEqualTo(new Unchanged(topic));
  }

  @Test
  void letters_take_what_a_widened_input_takes_and_its_headers() {
    allAsDeclared(1);
    change(Topic.APPLICATIONS, configuration -> configuration.put("max.message.bytes", "2000000"));

    assertThat(planOf(Topic.REPLAY).line()).contains("-> 2016384");
    assertThat(planOf(Topic.LETTERS).line()).contains("-> 2032768");
  }

  @ParameterizedTest
  @CsvSource({"10080, true", "10081, false", "1440, true"})
  void committed_offsets_must_outlive_the_inputs(int minutes, boolean refused) {
    Plan plan =
        Planning.plan(
            TopicsConfig.declared(),
            new ClusterState(1, Optional.of(Duration.ofMinutes(minutes)), existing));

    assertThat(plan.clusterProblems().isEmpty()).isNotEqualTo(refused);
  }

  @Test
  void committed_offsets_must_outlive_inputs_that_are_kept_longer_than_declared() {
    allAsDeclared(1);
    String sixtyDays = Long.toString(Duration.ofDays(60).toMillis());
    change(Topic.REPLAY, configuration -> configuration.put("retention.ms", sixtyDays));

    assertThat(plan(1, TopicsConfig.declared()).clusterProblems())
        .singleElement()
        .asString()
        .contains("43200", "86400");
  }

  @Test
  void a_service_starts_on_topics_with_the_partitions_and_replicas_they_were_made_with() {
    allAsDeclared(1);
    for (Topic topic : List.of(Topic.APPLICATIONS, Topic.REPLAY)) {
      existing.put(topic, new TopicState(12, 1, configuration(topic, 1)));
    }

    assertThat(startProblems(3)).isEmpty();
  }

  @Test
  void a_service_starts_while_some_brokers_are_down_and_some_topics_missing() {
    allAsDeclared(3);
    existing.remove(Topic.STATS);

    assertThat(startProblems(2)).isEmpty();
  }

  @Test
  void a_service_does_not_start_on_what_apply_would_refuse_or_alter() {
    allAsDeclared(1);
    existing.put(Topic.REPLAY, new TopicState(9, 1, configuration(Topic.REPLAY, 1)));
    change(Topic.LETTERS, configuration -> configuration.put("cleanup.policy", "compact"));
    change(Topic.LETTERS, configuration -> configuration.put("retention.ms", "1"));
    change(Topic.SCORES, configuration -> configuration.put("max.message.bytes", "1000"));

    assertThat(startProblems(1))
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).contains("loan.applications.replay", "9 partitions"),
            problem -> assertThat(problem).contains("loan.applications.dlq", "compaction"),
            problem ->
                assertThat(problem)
                    .contains("loan.scores", "max.message.bytes 1000", "verdict topics apply"));
  }

  private List<String> startProblems(int brokers) {
    ClusterState cluster = new ClusterState(brokers, Optional.of(LONG_ENOUGH), existing);
    return Planning.plan(TopicsConfig.declared().orAsMade(cluster), cluster).startProblems();
  }

  private Plan plan(int brokers, TopicsConfig config) {
    return Planning.plan(config, new ClusterState(brokers, Optional.of(LONG_ENOUGH), existing));
  }

  private TopicPlan planOf(Topic topic) {
    return plan(1, TopicsConfig.declared()).topics().stream()
        .filter(planned -> planned.topic() == topic)
        .findFirst()
        .orElseThrow();
  }

  private void allAsDeclared(int replicas) {
    for (Topic topic : Topic.values()) {
      existing.put(
          topic, new TopicState(topic.partitions(), replicas, configuration(topic, replicas)));
    }
  }

  private static Map<String, String> configuration(Topic topic, int replicas) {
    Map<String, String> configuration = new HashMap<>(topic.configuration(replicas));
    configuration.put("retention.bytes", "-1");
    return configuration;
  }

  private void change(Topic topic, Consumer<Map<String, String>> change) {
    TopicState state = existing.getOrDefault(topic, new TopicState(0, 0, Map.of()));
    Map<String, String> configuration = new HashMap<>(state.configuration());
    change.accept(configuration);
    existing.put(topic, new TopicState(state.partitions(), state.replicas(), configuration));
  }
}
