package verdict.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import verdict.kit.Configuration;
import verdict.testkit.Topics;
import verdict.wire.Topic;

/** A running ingest service on free ports, and a client for it. */
final class ServiceFixture implements AutoCloseable {

  static final Duration LIMIT = Duration.ofSeconds(30);

  static {
    BlockWatch.install();
  }

  final IngestService service;
  final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  ServiceFixture(String bootstrapServers, Map<String, String> settings) {
    this.service = IngestService.start(config(bootstrapServers, settings));
  }

  static IngestConfig config(String bootstrapServers, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("VERDICT_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    environment.put("VERDICT_INGEST_PORT", "0");
    environment.put("VERDICT_INGEST_ADMIN_PORT", "0");
    // Nobody listens there: only tests of lookups have a database.
    environment.put("VERDICT_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none");
    environment.putAll(settings);
    return IngestConfig.from(Configuration.read(environment, IngestSettings.all()));
  }

  static void createTopic(String bootstrapServers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Topic topic = Topic.APPLICATIONS;
      NewTopic made =
          new NewTopic(topic.topicName(), topic.partitions(), (short) 1)
              .configs(topic.configuration(1));
      Topics.create(admin, List.of(made));
    }
  }

  static String application(String id) {
    return "{\"applicationId\":\"%s\",\"product\":\"german-credit\",\"applicantRef\":\"p-1\","
            .formatted(id)
        + "\"amountMinor\":116900,\"currency\":\"DEM\",\"termMonths\":6,"
        + "\"submittedAt\":\"2026-11-22T12:00:00Z\","
        + "\"attributes\":{\"age_years\":67,\"telephone\":true,\"rate\":1.5,\"job\":\"skilled\"}}";
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + service.port() + path);
  }

  HttpRequest submission(String body) {
    return HttpRequest.newBuilder(uri("/v1/applications"))
        .timeout(LIMIT)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(UTF_8)))
        .build();
  }

  HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> submit(String body) throws Exception {
    return send(submission(body));
  }

  HttpResponse<String> look(String id) throws Exception {
    return send(HttpRequest.newBuilder(uri("/v1/applications/" + id)).timeout(LIMIT).build());
  }

  HttpResponse<String> admin(String path) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.adminPort() + path))
            .timeout(LIMIT)
            .build());
  }

  static ConsumerRecord<String, byte[]> record(
      String bootstrapServers, String topic, int partition, long offset) {
    Map<String, Object> properties = Map.of("bootstrap.servers", bootstrapServers);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition source = new TopicPartition(topic, partition);
      consumer.assign(List.of(source));
      consumer.seek(source, offset);
      List<ConsumerRecord<String, byte[]>> records = consumer.poll(LIMIT).records(source);
      if (records.isEmpty() || records.getFirst().offset() != offset) {
        throw new AssertionError("there is no record at " + source + "@" + offset);
      }
      return records.getFirst();
    }
  }

  @Override
  public void close() {
    service.close();
    client.close();
  }
}
