package verdict.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static verdict.ingest.ServiceFixture.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import verdict.kit.UnreachableException;
import verdict.testkit.Eventually;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;
import verdict.wire.Codec;
import verdict.wire.Decoding;
import verdict.wire.LoanApplication;

@ExtendWith(Servers.class)
@Timeout(120)
class AcceptanceIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final String kafka;

  AcceptanceIT(KafkaServer kafka) throws Exception {
    this.kafka = kafka.bootstrapServers();
    ServiceFixture.createTopic(this.kafka);
  }

  @Test
  void the_receipt_names_a_record_that_holds_what_was_sent() throws Exception {
    try (ServiceFixture ingest = new ServiceFixture(kafka, Map.of())) {
      HttpResponse<String> response =
          ingest.send(
              HttpRequest.newBuilder(ingest.uri("/v1/applications"))
                  .header("Content-Type", "application/json")
                  .header("traceparent", TRACE)
                  .POST(HttpRequest.BodyPublishers.ofString(application("receipt-1")))
                  .build());
      assertThat(response.statusCode()).isEqualTo(202);
      ConsumerRecord<String, byte[]> record = record(JSON.readTree(response.body()));
      assertThat(record.key()).isEqualTo("receipt-1");
      assertThat(
              new String(
                  record.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8))
          .isEqualTo(TRACE);
      LoanApplication read = decoded(record);
      assertThat(read)
          .isEqualTo(
              LoanApplication.newBuilder()
                  .setApplicationId("receipt-1")
                  .setRevision(1)
                  .setProduct("german-credit")
                  .setApplicantRef("p-1")
                  .setAmountMinor(116_900)
                  .setCurrency("DEM")
                  .setTermMonths(6)
                  .setSubmittedAt(Instant.parse("2026-11-22T12:00:00Z"))
                  .setReceivedAt(read.getReceivedAt())
                  .setChannel("http")
                  .setAttributes(
                      Map.of("age_years", 67L, "telephone", true, "rate", 1.5, "job", "skilled"))
                  .build());
    }
  }

  @Test
  void a_batch_gets_a_receipt_for_each_of_its_lines_in_order() throws Exception {
    try (ServiceFixture ingest = new ServiceFixture(kafka, Map.of())) {
      String lines =
          IntStream.range(0, 1_000)
              .mapToObj(i -> i % 10 == 9 ? "broken" : application("batch-" + i))
              .collect(Collectors.joining("\n"));
      HttpResponse<String> response =
          ingest.send(
              HttpRequest.newBuilder(ingest.uri("/v1/applications:batch"))
                  .header("Content-Type", "application/x-ndjson")
                  .POST(HttpRequest.BodyPublishers.ofString(lines))
                  .build());
      assertThat(response.statusCode()).isEqualTo(200);
      var results = response.body().lines().toList();
      assertThat(results).hasSize(1_000);
      for (int i = 0; i < results.size(); i++) {
        JsonNode result = JSON.readTree(results.get(i));
        assertThat(result.get("line").asInt()).isEqualTo(i + 1);
        assertThat(result.get("status").asInt()).isEqualTo(i % 10 == 9 ? 400 : 202);
        if (i % 190 == 0) {
          assertThat(decoded(record(result)).getApplicationId()).isEqualTo("batch-" + i);
        }
      }
    }
  }

  @Test
  void closing_answers_what_was_taken() throws Exception {
    ServiceFixture ingest = new ServiceFixture(kafka, Map.of("VERDICT_KAFKA_LINGER_MS", "2000"));
    var answer = ingest.sendAsync(ingest.submission(application("closing-1")));
    Eventually.until(
        ServiceFixture.LIMIT,
        () -> metrics(ingest).contains("verdict_ingest_publishes_in_flight{service=\"ingest\"} 1"));
    ingest.close();
    assertThat(answer.join().statusCode()).isEqualTo(202);
  }

  @Test
  void readiness_and_metrics_tell_the_state() throws Exception {
    try (ServiceFixture ingest = new ServiceFixture(kafka, Map.of())) {
      ingest.submit(application("metrics-1"));
      ingest.submit("{}");
      assertThat(ingest.admin("/readyz").statusCode()).isEqualTo(200);
      assertThat(metrics(ingest))
          .contains("verdict_ingest_requests_total{operation=\"submit\"")
          .contains("status=\"202\"")
          .contains("status=\"422\"")
          .contains("verdict_ingest_acknowledgement_seconds_count")
          .contains("verdict_ingest_pool_connections")
          .contains("verdict_ingest_requests_open{");
    }
  }

  @Test
  void without_its_topic_the_service_does_not_start_and_says_what_to_do(KafkaServer shared) {
    String empty = shared.fresh().bootstrapServers();
    assertThatThrownBy(
            () ->
                IngestService.start(
                    ServiceFixture.config(empty, Map.of("VERDICT_START_TIMEOUT", "3s"))))
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("loan.applications")
        .hasMessageContaining("verdict topics apply");
  }

  private static String metrics(ServiceFixture ingest) {
    try {
      return ingest.admin("/metrics").body();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private ConsumerRecord<String, byte[]> record(JsonNode answer) {
    JsonNode receipt = answer.get("receipt");
    return ServiceFixture.record(
        kafka,
        receipt.get("topic").asText(),
        receipt.get("partition").asInt(),
        receipt.get("offset").asLong());
  }

  private static LoanApplication decoded(ConsumerRecord<String, byte[]> record) {
    return switch (Codec.applications().decode(record.value())) {
      case Decoding.Decoded<LoanApplication>(LoanApplication application) -> application;
      case Decoding.Undecodable<LoanApplication> undecodable ->
          throw new AssertionError(undecodable);
    };
  }
}
