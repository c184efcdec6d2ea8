package verdict.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import verdict.decision.Bundles;
import verdict.kit.Configuration;
import verdict.kit.KitSettings;
import verdict.kit.Setting;
import verdict.scoring.engine.KafkaClients;
import verdict.scoring.evaluate.Evaluator;
import verdict.testkit.Contents;
import verdict.testkit.Eventually;
import verdict.testkit.KafkaServer;
import verdict.testkit.OutcomeVerifier;
import verdict.testkit.Topics;
import verdict.wire.ConsumerGroups;
import verdict.wire.Topic;

/** The topics around the scoring service on one broker: writes inputs, reads outcomes, verifies. */
final class ScoringLine implements AutoCloseable {

  /** Far beyond what a loaded machine needs: a test that gets here has hung. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration ANSWER_LIMIT = Duration.ofMinutes(1);
  private static final Evaluator SHIPPED = shipped();

  private final KafkaServer kafka;
  private final Admin admin;
  private final Contents contents;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<ScoringService> running = new ArrayList<>();

  private ScoringLine(KafkaServer kafka) {
    this.kafka = kafka;
    this.admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    this.contents = new Contents(kafka.bootstrapServers(), admin);
  }

  private static Evaluator shipped() {
    Bundles bundles = Bundles.shipped();
    return new Evaluator(
        () -> bundles, ConsumerGroups.SCORING, "test", InstantSource.fixed(Instant.EPOCH));
  }

  /** On a broker of its own, with all topics made. */
  static ScoringLine fresh(KafkaServer kafka) {
    ScoringLine line = new ScoringLine(kafka.fresh());
    Topics.createForScoring(line.admin, Topic.APPLICATIONS.partitions());
    return line;
  }

  KafkaServer kafka() {
    return kafka;
  }

  Admin admin() {
    return admin;
  }

  void create(Topic topic) {
    create(topic, topic.partitions());
  }

  void create(Topic topic, int partitions) {
    Topics.create(admin, List.of(Topics.made(topic, partitions)));
  }

  void delete(Topic topic) {
    Contents.answer(admin.deleteTopics(List.of(topic.topicName())).all());
    Eventually.until(
        ANSWER_LIMIT,
        () -> !Contents.answer(admin.listTopics().names()).contains(topic.topicName()));
  }

  /** Starts a service; {@code settings} are names and values in turn. */
  ScoringService start(String instance, String... settings) {
    ScoringService service = ScoringService.start(config(instance, settings));
    running.add(service);
    return service;
  }

  /** Starts a service with clients of one's own. */
  void start(KafkaClients clients) {
    running.add(ScoringService.start(config("one"), clients));
  }

  /** Starts a shadow service; the caller closes it. */
  ShadowService startShadow(String instance) {
    return ShadowService.start(
        ShadowConfig.from(
            configuration("VERDICT_SHADOW_INSTANCE", instance, "VERDICT_SHADOW_ADMIN_PORT", "0")));
  }

  ScoringConfig config(String instance, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "VERDICT_SCORING_INSTANCE", instance,
                "VERDICT_SCORING_ADMIN_PORT", "0",
                "VERDICT_SCORING_WORKERS", "2"));
    all.addAll(List.of(settings));
    return ScoringConfig.from(configuration(all.toArray(String[]::new)));
  }

  private Configuration configuration(String... settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("VERDICT_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    for (int i = 0; i < settings.length; i += 2) {
      environment.put(settings[i], settings[i + 1]);
    }
    List<Setting<?>> known = new ArrayList<>(ScoringSettings.all());
    known.addAll(ShadowSettings.all());
    known.addAll(KitSettings.all());
    return Configuration.read(environment, known);
  }

  /** What the service's health page says. */
  String stateOf(ScoringService service) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.adminPort() + "/readyz"))
            .build();
    try {
      return Contents.answer(http.sendAsync(request, HttpResponse.BodyHandlers.ofString())).body();
    } catch (AssertionError e) {
      return "no answer: " + e.getMessage();
    }
  }

  void stop(ScoringService service) {
    running.remove(service);
    service.close();
  }

  void send(Collection<ProducerRecord<byte @Nullable [], byte @Nullable []>> records) {
    try (KafkaProducer<byte @Nullable [], byte @Nullable []> producer = producer(Map.of())) {
      List<Future<?>> sent = new ArrayList<>();
      records.forEach(record -> sent.add(producer.send(record)));
      sent.forEach(Contents::answer);
    }
  }

  KafkaProducer<byte @Nullable [], byte @Nullable []> producer(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", kafka.bootstrapServers());
    properties.put("key.serializer", ByteArraySerializer.class);
    properties.put("value.serializer", ByteArraySerializer.class);
    properties.put("max.request.size", 8 << 20);
    properties.put("linger.ms", 5);
    properties.put("compression.type", "lz4");
    properties.putAll(more);
    return new KafkaProducer<>(properties);
  }

  /**
   * Waits until the group has committed every input record, then verifies all outcomes: what the
   * shipped bundle says.
   */
  void awaitAndVerify() {
    awaitAllCommitted();
    assertThat(problems()).isEmpty();
  }

  /** The same where other bundles decide: everything but what the outcomes say. */
  void awaitAndVerifyIdentities() {
    awaitAllCommitted();
    assertThat(contents.problems(PATIENCE, Optional.empty())).isEmpty();
  }

  void awaitAllCommitted() {
    try {
      Eventually.eventually(PATIENCE, contents::uncommitted, Map::isEmpty);
    } catch (AssertionError e) {
      List<String> states = running.stream().map(this::stateOf).toList();
      throw new AssertionError(e.getMessage() + "; the services say: " + states, e);
    }
  }

  /** Waits until the group has committed at least so many records of the applications' topic. */
  void awaitCommitted(long records) {
    Eventually.eventually(
        PATIENCE,
        () ->
            committed().entrySet().stream()
                .filter(e -> e.getKey().topic().equals(Topic.APPLICATIONS.topicName()))
                .mapToLong(e -> e.getValue().offset())
                .sum(),
        sum -> sum >= records);
  }

  Map<TopicPartition, OffsetAndMetadata> committed() {
    return contents.committed();
  }

  Map<TopicPartition, Long> ends(List<Topic> topics) {
    return contents.ends(topics);
  }

  List<OutcomeVerifier.Problem> problems() {
    return contents.problems(
        PATIENCE, Optional.of((input, source) -> SHIPPED.evaluate(input, source).output()));
  }

  Map<String, Uuid> topicIds() {
    return contents.topicIds();
  }

  /** All committed records of these topics, each partition's in its order. */
  List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> read(Topic... topics) {
    return contents.read(PATIENCE, topics);
  }

  @Override
  public void close() {
    List.copyOf(running).forEach(this::stop);
    admin.close(Duration.ofSeconds(5));
    http.shutdownNow();
    kafka.giveBack();
  }
}
