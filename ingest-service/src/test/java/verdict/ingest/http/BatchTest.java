package verdict.ingest.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static verdict.ingest.http.FaceFixture.LIMITS;
import static verdict.ingest.http.FaceFixture.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import verdict.ingest.publish.Publication;

@Timeout(60)
class BatchTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void each_line_gets_one_result_in_order_however_the_answers_overtake_each_other()
      throws Exception {
    Random random = new Random(7);
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (FaceFixture face =
        new FaceFixture(
            LIMITS,
            (application, trace) -> {
              most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
              return Mono.just(FaceFixture.ACCEPTED)
                  .delayElement(Duration.ofMillis(random.nextInt(10)))
                  .doOnNext(answer -> underWay.decrementAndGet());
            })) {
      List<String> lines = new ArrayList<>();
      List<Integer> expected = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        switch (i % 5) {
          case 0, 1 -> add(lines, expected, application("a-" + i), 202);
          case 2 -> add(lines, expected, "not json", 400);
          case 3 -> add(lines, expected, "{}", 422);
          default ->
              add(lines, expected, i % 2 == 0 ? "" : " ".repeat(70_000), i % 2 == 0 ? 400 : 413);
        }
      }
      List<JsonNode> results = results(face.send(face.batch(String.join("\n", lines) + "\n")));
      assertThat(results).extracting(result -> result.get("status").asInt()).isEqualTo(expected);
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get("line").asInt()).isEqualTo(i + 1);
        if (expected.get(i) == 202) {
          assertThat(results.get(i).get("applicationId").asText()).isEqualTo("a-" + i);
        }
      }
      assertThat(most.get()).isBetween(2, LIMITS.batchWindow());
    }
  }

  @Test
  void results_come_while_lines_are_still_being_sent() throws Exception {
    try (FaceFixture face = FaceFixture.accepting();
        Socket socket = face.socket()) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      socket
          .getOutputStream()
          .write(
              FaceFixture.head(
                  "/v1/applications:batch", "application/x-ndjson", "Transfer-Encoding: chunked"));
      for (int i = 1; i <= 3; i++) {
        String line = application("a-" + i) + "\n";
        socket
            .getOutputStream()
            .write(
                (Integer.toHexString(line.length()) + "\r\n" + line + "\r\n").getBytes(US_ASCII));
        String answer = in.readLine();
        while (!answer.startsWith("{")) {
          answer = in.readLine();
        }
        assertThat(JSON.readTree(answer).get("line").asInt()).isEqualTo(i);
      }
    }
  }

  @Test
  void a_line_waits_for_a_bound_instead_of_being_refused_at_once() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    try (FaceFixture face =
        new FaceFixture(
            LIMITS,
            (application, trace) ->
                Mono.just(
                    tries.incrementAndGet() < 4 ? new Publication.Full() : FaceFixture.ACCEPTED))) {
      assertThat(results(face.send(face.batch(application("a")))))
          .extracting(result -> result.get("status").asInt())
          .containsExactly(202);
      assertThat(tries).hasValue(4);
    }
  }

  @Test
  void a_batch_that_stalls_is_ended_with_a_result_that_says_so() throws Exception {
    HttpLimits hasty =
        new HttpLimits(
            100,
            100,
            1 << 20,
            LIMITS.header(),
            LIMITS.body(),
            LIMITS.idle(),
            4,
            Duration.ofMillis(200),
            LIMITS.batchPatience(),
            LIMITS.drain());
    try (FaceFixture face = new FaceFixture(hasty, (a, trace) -> Mono.just(FaceFixture.ACCEPTED));
        Socket socket = face.socket()) {
      socket
          .getOutputStream()
          .write(
              FaceFixture.head(
                  "/v1/applications:batch", "application/x-ndjson", "Content-Length: 5000"));
      socket.getOutputStream().write("{}\n{".getBytes(US_ASCII));
      String all = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      assertThat(all).contains("\"line\":1,\"status\":422").contains("\"line\":2,\"status\":408");
    }
  }

  private static void add(List<String> lines, List<Integer> expected, String line, int status) {
    lines.add(line);
    expected.add(status);
  }

  private static List<JsonNode> results(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/x-ndjson");
    List<JsonNode> results = new ArrayList<>();
    for (String line : response.body().lines().toList()) {
      results.add(JSON.readTree(line));
    }
    return results;
  }
}
