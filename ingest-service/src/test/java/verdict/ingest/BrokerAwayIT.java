package verdict.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static verdict.ingest.ServiceFixture.application;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import verdict.testkit.Eventually;
import verdict.testkit.KafkaServer;
import verdict.testkit.Servers;

@ExtendWith(Servers.class)
@Timeout(180)
class BrokerAwayIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaServer kafka;

  BrokerAwayIT(KafkaServer shared) throws Exception {
    this.kafka = shared.fresh();
    ServiceFixture.createTopic(kafka.bootstrapServers());
  }

  @Test
  void without_the_broker_nothing_is_accepted_and_with_it_everything_again() throws Exception {
    try (ServiceFixture ingest =
        new ServiceFixture(
            kafka.bootstrapServers(), Map.of("VERDICT_INGEST_ACKNOWLEDGEMENT_LIMIT", "2s"))) {
      assertThat(ingest.submit(application("before")).statusCode()).isEqualTo(202);
      kafka.stop();
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(ingest.sendAsync(ingest.submission(application("away-" + i))));
      }
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(answer.join().statusCode()).isEqualTo(503);
        assertThat(answer.join().headers().firstValue("retry-after")).isPresent();
        assertThat(answer.join().body()).contains("may or may not");
      }
      assertThat(ingest.admin("/readyz").statusCode()).isEqualTo(503);
      kafka.start();
      Eventually.until(
          ServiceFixture.LIMIT,
          () -> {
            try {
              return ingest.admin("/readyz").statusCode() == 200;
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          });
      HttpResponse<String> after = ingest.submit(application("after"));
      assertThat(after.statusCode()).isEqualTo(202);
      var receipt = JSON.readTree(after.body()).get("receipt");
      assertThat(
              ServiceFixture.record(
                      kafka.bootstrapServers(),
                      receipt.get("topic").asText(),
                      receipt.get("partition").asInt(),
                      receipt.get("offset").asLong())
                  .key())
          .isEqualTo("after");
    }
  }

  @Test
  void beyond_the_bound_in_flight_the_answer_is_503_at_once() throws Exception {
    try (ServiceFixture ingest =
        new ServiceFixture(
            kafka.bootstrapServers(),
            Map.of(
                "VERDICT_INGEST_IN_FLIGHT", "5",
                "VERDICT_KAFKA_LINGER_MS", "2000"))) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        answers.add(ingest.sendAsync(ingest.submission(application("bound-" + i))));
      }
      List<Integer> statuses =
          answers.stream().map(answer -> answer.join().statusCode()).sorted().toList();
      assertThat(statuses).containsOnly(202, 503);
      assertThat(statuses.stream().filter(status -> status == 202)).hasSize(5);
    }
  }
}
