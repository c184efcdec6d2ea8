package verdict.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static verdict.testkit.Eventually.eventually;
import static verdict.testkit.Eventually.until;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import verdict.kit.UnreachableException;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;
import verdict.testkit.Topics;
import verdict.wire.DecisionKind;
import verdict.wire.LoanStat;
import verdict.wire.Topic;

/** Against a broker of its own: topics and group have the names of production. */
@ExtendWith(Servers.class)
class AnalyticsServiceIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Instant FIRST = Instant.parse("2026-11-20T10:00:00Z");
  private static final List<String> PRODUCTS = List.of("car", "home", "student");
  private static final List<DecisionKind> DECISIONS = List.of(DecisionKind.values());

  @TempDir private Path state;
  private final Map<String, LoanStat> expected = new TreeMap<>();
  private KafkaServer kafka;
  private int sent;

  @BeforeEach
  void ownBroker(KafkaServer shared) {
    kafka = shared.fresh();
  }

  @AfterEach
  void giveBack() {
    kafka.giveBack();
  }

  @Test
  void counts_equal_the_input_although_the_service_stops_and_starts_in_the_middle()
      throws Exception {
    createTopics();
    send(1_000);
    try (AnalyticsService service = AnalyticsService.start(config())) {
      until(LIMIT, service::running);
      eventually(LIMIT, this::counted, total -> total >= 1_000);
      send(1_000);
    } // stops with the second thousand somewhere on its way
    send(1_000);
    try (AnalyticsService service = AnalyticsService.start(config())) {
      eventually(LIMIT, this::counted, total -> total >= 3_000);
      assertThat(read()).isEqualTo(expected);
      send(1);
      eventually(LIMIT, this::counted, total -> total >= 3_001);
      assertThat(read()).isEqualTo(expected);
      assertThat(get(service, "/readyz").statusCode()).isEqualTo(200);
      assertThat(get(service, "/livez").statusCode()).isEqualTo(200);
      assertThat(get(service, "/metrics").body()).contains("verdict_analytics_decisions_total");
    }
    assertThat(state).isEmptyDirectory();
  }

  @Test
  void an_aggregate_is_followed_as_it_changes_and_bytes_from_a_stranger_do_not_stop_it()
      throws Exception {
    createTopics();
    try (AnalyticsService service = AnalyticsService.start(config());
        StatsReader reader = StatsReader.open(client())) {
      until(LIMIT, service::running);
      assertThat(reader.upToNow()).isEmpty();
      sendBytes(new byte[] {7, 7, 7});
      send(1);
      List<LoanStat> changes =
          eventually(LIMIT, () -> reader.changes(Duration.ofSeconds(1)), read -> !read.isEmpty());
      assertThat(changes).containsExactlyElementsOf(expected.values());
      assertThat(get(service, "/metrics").body())
          .containsPattern("verdict_analytics_undecodable_total\\{code=\"UNDECODABLE\".*} 1\\.0");
    }
  }

  @Test
  void a_thread_that_dies_within_a_transaction_is_replaced_and_nothing_counts_twice()
      throws Exception {
    createTopics();
    send(3_000);
    AtomicInteger asked = new AtomicInteger();
    InstantSource dying =
        () -> {
          if (asked.incrementAndGet() == 1_500) {
            throw new IllegalStateException("dies here, once");
          }
          return Instant.now();
        };
    try (AnalyticsService service = AnalyticsService.start(config(), dying, System::nanoTime)) {
      eventually(LIMIT, this::counted, total -> total >= 3_000);
      send(1);
      eventually(LIMIT, this::counted, total -> total >= 3_001);
      assertThat(asked.get()).as("some were read again").isGreaterThan(3_001);
      assertThat(read()).isEqualTo(expected);
      assertThat(get(service, "/livez").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_broker_that_restarts_is_waited_for() throws Exception {
    createTopics();
    send(100);
    try (AnalyticsService service = AnalyticsService.start(config())) {
      eventually(LIMIT, this::counted, total -> total >= 100);
      kafka.stop();
      kafka.start();
      send(100);
      eventually(LIMIT, this::counted, total -> total >= 200);
      assertThat(read()).isEqualTo(expected);
      assertThat(get(service, "/livez").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void forgotten_offsets_are_refused_instead_of_counted_twice() throws Exception {
    createTopics();
    send(10);
    AnalyticsService service = AnalyticsService.start(config());
    eventually(LIMIT, this::counted, total -> total >= 10);
    service.close();
    try (Admin admin = Admin.create(client())) {
      admin.deleteConsumerGroups(List.of(StreamsProperties.APPLICATION_ID)).all().get();
    }
    assertThatThrownBy(() -> AnalyticsService.start(config()))
        .isInstanceOf(ForgottenOffsetsException.class)
        .hasMessageContaining("verdict-analytics");
  }

  @Test
  void missing_topics_are_named_after_the_start_timeout() {
    assertThatThrownBy(() -> AnalyticsService.start(config(Duration.ofSeconds(1))))
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("loan.scores, loan.stats")
        .hasMessageContaining("verdict topics apply");
  }

  private void createTopics() throws Exception {
    try (Admin admin = Admin.create(client())) {
      List<NewTopic> topics = new ArrayList<>();
      for (Topic topic : List.of(Topic.SCORES, Topic.STATS)) {
        topics.add(
            new NewTopic(topic.topicName(), topic.partitions(), (short) 1)
                .configs(topic.configuration(1)));
      }
      Topics.create(admin, topics);
    }
  }

  /** Decisions of three products, 37 s apart, so that minutes fill unevenly. */
  private void send(int count) throws Exception {
    List<Future<RecordMetadata>> acknowledged = new ArrayList<>();
    try (Producer<String, byte[]> producer = producer()) {
      for (int last = sent + count; sent < last; sent++) {
        String product = PRODUCTS.get(sent % PRODUCTS.size());
        DecisionKind decision = DECISIONS.get(sent % 7 % 3);
        Instant at = FIRST.plusSeconds(37L * (sent % 500));
        int score = 400 + sent % 300;
        LoanStat one =
            MinuteStats.ofOne(ScoreEvents.event(product, decision, score, at), at.toEpochMilli());
        expected.merge(MinuteStats.key(one), one, MinuteStats::sum);
        byte[] value = ScoreEvents.bytes(product, decision, score, at);
        acknowledged.add(
            producer.send(new ProducerRecord<>(Topic.SCORES.topicName(), "a-" + sent, value)));
      }
      for (Future<RecordMetadata> each : acknowledged) {
        each.get();
      }
    }
  }

  private void sendBytes(byte[] value) throws Exception {
    try (Producer<String, byte[]> producer = producer()) {
      producer.send(new ProducerRecord<>(Topic.SCORES.topicName(), "stranger", value)).get();
    }
  }

  private Producer<String, byte[]> producer() {
    return new KafkaProducer<>(client(), new StringSerializer(), new ByteArraySerializer());
  }

  private long counted() {
    return read().values().stream()
        .mapToLong(stat -> stat.getApproved() + stat.getReferred() + stat.getDeclined())
        .sum();
  }

  private Map<String, LoanStat> read() {
    Map<String, LoanStat> read = new TreeMap<>();
    try (StatsReader reader = StatsReader.open(client())) {
      reader.upToNow().forEach(stat -> read.put(MinuteStats.key(stat), stat));
    }
    return read;
  }

  private static HttpResponse<String> get(AnalyticsService service, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + service.adminPort() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private Map<String, Object> client() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  private AnalyticsConfig config() {
    return config(LIMIT);
  }

  private AnalyticsConfig config(Duration startTimeout) {
    return new AnalyticsConfig(
        client(),
        "127.0.0.1",
        0,
        startTimeout,
        1,
        Topic.SCORES.retention(),
        state,
        AnalyticsConfig.BROKER_DEFAULT_REPLICATION);
  }
}
