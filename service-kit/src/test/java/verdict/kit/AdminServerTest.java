package verdict.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AdminServerTest {
  private final Lifecycle lifecycle = new Lifecycle();
  private final Health health = new Health("scoring");
  private final PrometheusMeterRegistry registry = Metrics.registry("scoring");
  private final AdminServer server =
      lifecycle.add("admin", AdminServer.start("127.0.0.1", 0, health, registry));
  private final HttpClient client = lifecycle.add("client", HttpClient.newHttpClient());

  @AfterEach
  void stop() {
    lifecycle.close();
    registry.close();
  }

  private HttpResponse<String> request(String method, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(10))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return request("GET", path);
  }

  @Test
  void a_healthy_service_is_up() throws Exception {
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    assertThat(new ObjectMapper().readTree(get("/livez").body()).path("status").asText())
        .isEqualTo("UP");
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void readiness_lists_checks_reasons_and_details_and_follows_them() throws Exception {
    AtomicReference<Readiness> kafka =
        new AtomicReference<>(Readiness.notReady("no partitions yet"));
    health.readiness("kafka", kafka::get);
    health.readiness("bundle", Readiness::ready);
    health.detail("in_flight", () -> Map.of("records", 7));
    health.detail("age", () -> Duration.ofSeconds(5));

    HttpResponse<String> down = get("/readyz");
    assertThat(down.statusCode()).isEqualTo(503);
    JsonNode document = new ObjectMapper().readTree(down.body());
    assertThat(document.at("/status").asText()).isEqualTo("DOWN");
    assertThat(document.at("/service").asText()).isEqualTo("scoring");
    assertThat(document.at("/checks/kafka/reason").asText()).isEqualTo("no partitions yet");
    assertThat(document.at("/checks/bundle/status").asText()).isEqualTo("UP");
    assertThat(document.at("/details/in_flight/records").asInt()).isEqualTo(7);
    assertThat(document.at("/details/age").asText()).isEqualTo("PT5S");

    kafka.set(Readiness.ready());
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    assertThat(get("/livez").statusCode()).isEqualTo(200);
  }

  @Test
  void a_failed_liveness_check_is_503_on_livez_only() throws Exception {
    health.liveness("owner", () -> Readiness.notReady("the owner thread died"));
    assertThat(get("/livez").statusCode()).isEqualTo(503);
    assertThat(get("/livez").body()).contains("the owner thread died");
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void a_check_that_throws_is_not_ready_and_its_message_stays_inside() throws Exception {
    health.readiness(
        "broken",
        () -> {
          throw new IllegalStateException("applicant 4711");
        });
    HttpResponse<String> answer = get("/readyz");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("IllegalStateException").doesNotContain("4711");
  }

  @Test
  void metrics_are_prometheus_text_with_the_service_on_every_line() throws Exception {
    registry.counter("verdict.records").increment();
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    assertThat(answer.body())
        .contains("verdict_records_total{service=\"scoring\"} 1.0")
        .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "verdict_build_info");
    assertThat(answer.body().lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.contains("service=\"scoring\""));
  }

  @Test
  void elsewhere_is_404_with_a_hint() throws Exception {
    for (String path : new String[] {"/", "/livezz", "/metrics/x"}) {
      assertThat(get(path).statusCode()).isEqualTo(404);
      assertThat(get(path).body()).contains("/readyz");
    }
  }

  @Test
  void only_reading_is_answered() throws Exception {
    assertThat(request("POST", "/livez").statusCode()).isEqualTo(405);
    assertThat(request("HEAD", "/livez").statusCode()).isEqualTo(200);
  }

  @Test
  void a_taken_port_is_one_clear_line() {
    assertThatThrownBy(() -> AdminServer.start("127.0.0.1", server.port(), health, registry))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "the admin port of scoring cannot listen on 127.0.0.1:"
                + server.port()
                + ": Address already in use")
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_closed_server_gives_its_port_back() {
    int port = server.port();
    server.close();
    lifecycle.add("next", AdminServer.start("127.0.0.1", port, health, registry));
  }

  @Test
  void a_command_runs_when_it_is_posted_as_json_and_says_what_is_wrong() throws Exception {
    AtomicReference<String> told = new AtomicReference<>("");
    AdminCommand command =
        json -> {
          switch (json) {
            case "bad" -> throw new ConfigurationException(List.of("one problem", "another"));
            case "busy" -> throw new IllegalStateException("not now");
            default -> told.set(json);
          }
        };
    try (AdminServer commanded =
        AdminServer.start("127.0.0.1", 0, health, registry, Map.of("/resume", command))) {
      assertThat(post(commanded, "{}", "application/json").statusCode()).isEqualTo(200);
      assertThat(told.get()).isEqualTo("{}");
      assertThat(post(commanded, "bad", "application/json").statusCode()).isEqualTo(400);
      assertThat(post(commanded, "bad", "application/json").body())
          .isEqualTo("one problem\nanother\n");
      assertThat(post(commanded, "busy", "application/json").statusCode()).isEqualTo(503);
      assertThat(post(commanded, "x", "text/plain").statusCode()).isEqualTo(415);
      assertThat(post(commanded, "x".repeat(65_537), "application/json").statusCode())
          .isEqualTo(413);
      assertThat(told.get()).isEqualTo("{}");
    }
    assertThat(request("POST", "/resume").statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> post(AdminServer to, String body, String type)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + "/resume"))
            .header("Content-Type", type)
            .timeout(Duration.ofSeconds(10))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
