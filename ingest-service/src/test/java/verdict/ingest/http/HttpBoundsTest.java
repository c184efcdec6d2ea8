package verdict.ingest.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static verdict.ingest.http.FaceFixture.LIMITS;
import static verdict.ingest.http.FaceFixture.application;

import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import verdict.ingest.publish.Publication;
import verdict.testkit.Eventually;

@Timeout(60)
class HttpBoundsTest {

  private static final Duration SHORT = Duration.ofMillis(200);

  @Test
  void beyond_the_open_requests_the_answer_is_503_with_a_time_to_retry() throws Exception {
    Sinks.One<Publication> answer = Sinks.one();
    HttpLimits one = limits(100, 1, LIMITS.openBytes(), LIMITS.header(), LIMITS.body());
    try (FaceFixture face = new FaceFixture(one, (application, trace) -> answer.asMono())) {
      CompletableFuture<HttpResponse<String>> first =
          face.client.sendAsync(
              face.submit(application("a")), HttpResponse.BodyHandlers.ofString());
      awaitOpen(face);
      HttpResponse<String> second = face.send(face.submit(application("b")));
      assertThat(second.statusCode()).isEqualTo(503);
      assertThat(second.headers().firstValue("retry-after")).contains("1");
      assertThat(first).isNotDone();
      answer.emitValue(FaceFixture.ACCEPTED, Sinks.EmitFailureHandler.FAIL_FAST);
      assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
      assertThat(face.send(face.submit(application("c"))).statusCode()).isEqualTo(202);
    }
  }

  @Test
  void beyond_the_open_bytes_the_answer_is_503_with_a_time_to_retry() throws Exception {
    Sinks.One<Publication> answer = Sinks.one();
    HttpLimits few = limits(100, 100, 200, LIMITS.header(), LIMITS.body());
    try (FaceFixture face = new FaceFixture(few, (application, trace) -> answer.asMono())) {
      CompletableFuture<HttpResponse<String>> first =
          face.client.sendAsync(
              face.submit(application("a")), HttpResponse.BodyHandlers.ofString());
      awaitOpen(face);
      HttpResponse<String> second = face.send(face.submit(application("b")));
      assertThat(second.statusCode()).isEqualTo(503);
      assertThat(second.headers().firstValue("retry-after")).contains("1");
      answer.emitValue(FaceFixture.ACCEPTED, Sinks.EmitFailureHandler.FAIL_FAST);
      assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
    }
  }

  @Test
  void every_way_of_not_being_accepted_is_a_503_that_says_what_may_have_happened()
      throws Exception {
    assertThat(answerTo(new Publication.Full())).contains("nothing was taken");
    assertThat(answerTo(new Publication.Closed())).contains("nothing was taken");
    assertThat(answerTo(new Publication.Unconfirmed())).contains("may or may not");
  }

  @Test
  void beyond_the_connections_a_further_one_is_closed() throws Exception {
    HttpLimits one = limits(1, 100, LIMITS.openBytes(), LIMITS.header(), LIMITS.body());
    try (FaceFixture face = new FaceFixture(one, (a, trace) -> Mono.just(FaceFixture.ACCEPTED));
        Socket first = face.socket()) {
      first.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
      assertThat(first.getInputStream().read()).isEqualTo('H');
      try (Socket second = face.socket()) {
        assertThat(second.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void headers_that_trickle_in_are_not_waited_for() throws Exception {
    HttpLimits hasty = limits(100, 100, LIMITS.openBytes(), SHORT, LIMITS.body());
    try (FaceFixture face = new FaceFixture(hasty, (a, trace) -> Mono.just(FaceFixture.ACCEPTED));
        Socket socket = face.socket()) {
      OutputStream out = socket.getOutputStream();
      out.write("GET / HTTP/1.1\r\nX: ".getBytes(US_ASCII));
      socket.setSoTimeout(20);
      Eventually.until(
          Duration.ofSeconds(10),
          () -> {
            try {
              out.write('x');
              return socket.getInputStream().read() == -1;
            } catch (java.net.SocketTimeoutException open) {
              return false;
            } catch (java.io.IOException closed) {
              return true;
            }
          });
    }
  }

  @Test
  void a_request_within_the_header_limit_may_take_longer_to_be_answered() throws Exception {
    HttpLimits hasty = limits(100, 100, LIMITS.openBytes(), SHORT, LIMITS.body());
    try (FaceFixture face =
        new FaceFixture(
            hasty,
            (a, trace) -> Mono.just(FaceFixture.ACCEPTED).delayElement(SHORT.multipliedBy(3)))) {
      assertThat(face.send(face.submit(application("a"))).statusCode()).isEqualTo(202);
      assertThat(face.send(face.submit(application("b"))).statusCode()).isEqualTo(202);
    }
  }

  @Test
  void a_body_that_does_not_come_gets_408_and_the_connection_ends() throws Exception {
    HttpLimits hasty = limits(100, 100, LIMITS.openBytes(), LIMITS.header(), SHORT);
    try (FaceFixture face = new FaceFixture(hasty, (a, trace) -> Mono.just(FaceFixture.ACCEPTED));
        Socket socket = face.socket()) {
      socket
          .getOutputStream()
          .write(FaceFixture.head("/v1/applications", "application/json", "Content-Length: 10"));
      socket.getOutputStream().write('{');
      String all = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      assertThat(all).startsWith("HTTP/1.1 408");
    }
  }

  private static String answerTo(Publication publication) throws Exception {
    try (FaceFixture face = new FaceFixture(LIMITS, (a, trace) -> Mono.just(publication))) {
      HttpResponse<String> response = face.send(face.submit(application("a")));
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("retry-after")).isPresent();
      return response.body();
    }
  }

  private static void awaitOpen(FaceFixture face) {
    Eventually.until(
        Duration.ofSeconds(10),
        () -> face.registry.get("verdict.ingest.requests.open").gauge().value() == 1);
  }

  private static HttpLimits limits(
      int connections, int requests, long bytes, Duration header, Duration body) {
    return new HttpLimits(
        connections,
        requests,
        bytes,
        header,
        body,
        LIMITS.idle(),
        LIMITS.batchWindow(),
        LIMITS.batchIdle(),
        LIMITS.batchPatience(),
        LIMITS.drain());
  }
}
