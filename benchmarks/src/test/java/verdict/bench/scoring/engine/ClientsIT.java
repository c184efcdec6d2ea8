package verdict.bench.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import verdict.bench.scoring.plan.Cell;
import verdict.bench.scoring.plan.Shape;
import verdict.bench.scoring.plan.Work;
import verdict.embedded.EmbeddedKafka;
import verdict.kit.Configuration;
import verdict.kit.Metrics;
import verdict.scoring.ScoringConfig;
import verdict.scoring.ScoringSettings;
import verdict.scoring.engine.Engine;
import verdict.scoring.engine.EngineKafka;
import verdict.scoring.engine.KafkaClients;
import verdict.wire.Topic;

class ClientsIT {

  private static final long LIMIT_SECONDS = 60;

  @TempDir private Path data;

  @Test
  void the_peers_clients_are_tuned_as_ours_are() throws Exception {
    Seen seen = new Seen();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data, 0, Map.of())) {
      createInputs(kafka);
      MeterRegistry registry = Metrics.registry("scoring");
      ScoringConfig defaults =
          ScoringConfig.from(Configuration.read(Map.of(), ScoringSettings.all()));
      Engine engine =
          Engine.start(
              new EngineKafka(
                  seen,
                  Map.of("bootstrap.servers", kafka.bootstrapServers()),
                  "group",
                  defaults.groupProtocol(),
                  "benchmark"),
              defaults.limits(),
              Decisions.evaluation(new Cell(Shape.UNIFORM, Work.REAL), 1),
              false,
              registry,
              reason -> {});
      try {
        Map<String, Object> consumer = Clients.consumerTuning();
        consumer.remove(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG); // ours looks itself
        consumer.remove(ConsumerConfig.MAX_POLL_RECORDS_CONFIG); // ours is small for its heap
        assertThat(seen.consumer.get(LIMIT_SECONDS, TimeUnit.SECONDS))
            .containsAllEntriesOf(consumer);
        assertThat(seen.producer.get(LIMIT_SECONDS, TimeUnit.SECONDS))
            .containsAllEntriesOf(Clients.producerTuning());
      } finally {
        engine.close();
        registry.close();
      }
    }
  }

  private static void createInputs(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      List<NewTopic> topics =
          Topic.INPUTS.stream()
              .map(topic -> new NewTopic(topic.topicName(), 1, (short) 1))
              .toList();
      admin.createTopics(topics).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Notes the settings of the first clients. */
  private static final class Seen implements KafkaClients {
    private final CompletableFuture<Map<String, Object>> consumer = new CompletableFuture<>();
    private final CompletableFuture<Map<String, Object>> producer = new CompletableFuture<>();

    @Override
    public Consumer<byte @Nullable [], byte @Nullable []> consumer(Map<String, Object> settings) {
      consumer.complete(new HashMap<>(settings));
      return KafkaClients.REAL.consumer(settings);
    }

    @Override
    public Producer<byte @Nullable [], byte @Nullable []> producer(Map<String, Object> settings) {
      producer.complete(new HashMap<>(settings));
      return KafkaClients.REAL.producer(settings);
    }
  }
}
