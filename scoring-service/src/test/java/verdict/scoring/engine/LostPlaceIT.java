package verdict.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import verdict.testkit.Contents;
import verdict.testkit.Eventually;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;
import verdict.testkit.Topics;

/** What a member of the group may still write that has lost its place without knowing. */
@ExtendWith(Servers.class)
class LostPlaceIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String GROUP = "scoring";
  private static final TopicPartition INPUT = new TopicPartition("in", 0);

  @ParameterizedTest
  @ValueSource(strings = {"consumer", "classic"})
  void a_note_does_not_set_a_group_back_whose_members_have_all_left(
      String protocol, KafkaServer kafka) {
    Map<String, Object> common = Map.of("bootstrap.servers", kafka.fresh().bootstrapServers());
    try (Admin admin = Admin.create(common);
        KafkaConsumer<byte @Nullable [], byte @Nullable []> zombie = consumer(common, protocol);
        KafkaProducer<byte @Nullable [], byte @Nullable []> producer = producer(common)) {
      Topics.create(admin, List.of(new NewTopic(INPUT.topic(), 1, (short) 1)));
      producer.initTransactions();
      OutputTransaction transaction =
          new OutputTransaction(producer, SessionStage.LIMITS, System::nanoTime);

      join(zombie);
      transaction.commitAlone(at(7), zombie::groupMetadata, PATIENCE);
      // It polls no more: its client gives its place up, and nobody tells the owner.
      Eventually.until(PATIENCE, () -> isEmpty(admin));
      try (KafkaConsumer<byte @Nullable [], byte @Nullable []> heir = consumer(common, protocol)) {
        join(heir);
        heir.commitSync(at(17));
      }
      Eventually.until(PATIENCE, () -> isEmpty(admin));

      assertThatExceptionOfType(CommitFailedException.class)
          .isThrownBy(() -> transaction.commitAlone(at(7), zombie::groupMetadata, PATIENCE));
      transaction.abort();
      assertThat(
              Contents.answer(
                  admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata()))
          .isEqualTo(at(17));
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> at(long offset) {
    return Map.of(INPUT, new OffsetAndMetadata(offset));
  }

  private static void join(KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer) {
    consumer.subscribe(List.of(INPUT.topic()));
    Eventually.until(
        PATIENCE,
        () -> {
          consumer.poll(Duration.ZERO);
          return consumer.assignment().equals(Set.of(INPUT));
        });
  }

  private static boolean isEmpty(Admin admin) {
    return Contents.answer(admin.describeConsumerGroups(List.of(GROUP)).all()).values().stream()
        .allMatch(group -> group.members().isEmpty());
  }

  private static KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer(
      Map<String, Object> common, String protocol) {
    Map<String, Object> properties = new HashMap<>(common);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, protocol);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 2_000);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static KafkaProducer<byte @Nullable [], byte @Nullable []> producer(
      Map<String, Object> common) {
    Map<String, Object> properties = new HashMap<>(common);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "scoring-zombie");
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
